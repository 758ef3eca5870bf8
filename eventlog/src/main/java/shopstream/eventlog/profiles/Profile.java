package shopstream.eventlog.profiles;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What is known of a browser or of a customer, as it is published for whoever serves them. */
public sealed interface Profile extends Remembered permits BrowserProfile, CustomerProfile {
    /** Told by every published profile: what is folded by another version is folded anew. */
    int FOLD = 2;

    /** The newest things that were done. */
    Trail trail();

    /** What was wanted in the long run. */
    Taste taste();

    Tally tally();

    /** Whether it goes faster than a person can, so that nothing is kept of what it does. */
    boolean isTooFast();

    /** Of a browser the customers, of a customer the browsers. */
    Set<String> others();

    /** When the newest of all that is known happened, in milliseconds since 1970. */
    long newest();

    /** For how long it is kept after that. */
    Duration kept();

    @Override
    default long forgottenAt() {
        return newest() > Long.MAX_VALUE - kept().toMillis() ? Long.MAX_VALUE : newest() + kept().toMillis();
    }

    /** What lay in the cart after the newest of some things that were done, with its quantities. */
    static Map<String, Integer> cart(Trail trail) {
        return trail.isEmpty() ? Map.of() : trail.cart(trail.newest());
    }
}
