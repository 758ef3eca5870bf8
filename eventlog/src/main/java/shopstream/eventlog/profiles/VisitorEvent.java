package shopstream.eventlog.profiles;

import java.util.List;
import java.util.Optional;

/**
 * What an event of the log says about a visitor.
 *
 * @param user the customer's number in the shop; empty where nobody is known
 * @param browser what the tracker made up for a browser; empty where a server told of it
 * @param order that it says was completed; empty where it says nothing of one
 * @param identifies whether it says that the browser is the customer's
 * @param bot whether it was told of a program, not a person
 * @param millis when it happened, since 1970
 * @param message by which the same event told again is known, hashed
 */
public record VisitorEvent(
        Optional<String> user,
        Optional<String> browser,
        Optional<String> order,
        boolean identifies,
        boolean bot,
        long millis,
        long message,
        List<Interaction> interactions) {
    public VisitorEvent {
        interactions = List.copyOf(interactions);
    }
}
