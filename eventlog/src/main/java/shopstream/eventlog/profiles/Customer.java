package shopstream.eventlog.profiles;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a customer did while it was known who they are; what they did on a browser before is that {@link Browser}'s, and laid beside
 * it. What an event changes of it is said here and nowhere else. Immutable.
 */
public record Customer(Trail own, Pace pace) {
    /** One of whom nothing is known. */
    public static final Customer UNKNOWN = new Customer(Trail.EMPTY, Pace.NONE);

    /** With one more event of them; itself where that changes nothing. Events that name a program as the visitor change nothing. */
    public Customer with(VisitorEvent event) {
        return with(event, fresh -> {});
    }

    /** @param fresh hears of what nobody knew */
    Customer with(VisitorEvent event, Consumer<Interaction> fresh) {
        if (event.bot()) {
            return this;
        }
        List<Interaction> found = new ArrayList<>(event.interactions().size());
        Trail more = pace.isTooFast() ? Trail.EMPTY : own.with(event.interactions(), found::add);
        Pace now = pace.isTooFast() || !found.isEmpty() ? pace.with(event.millis()) : pace;
        if (now.isTooFast()) {
            return now == pace ? this : new Customer(Trail.EMPTY, now);
        }
        found.forEach(fresh);
        return more == own && now == pace ? this : new Customer(more, now);
    }

    /** With something that no event told of, such as what the database says was bought. A program may buy. */
    Customer with(Interaction interaction, Consumer<Interaction> fresh) {
        Trail more = own.with(List.of(interaction), fresh);
        return more == own ? this : new Customer(more, pace);
    }
}
