package shopstream.contracts.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that a user mends it in one go. Not for use by several threads. */
public final class Problems {
    private final List<Problem> all = new ArrayList<>();

    public void add(Place place, String message, String nextStep) {
        all.add(new Problem(place, message, nextStep));
    }

    public boolean none() {
        return all.isEmpty();
    }

    /** In the order in which they were found. */
    public List<Problem> all() {
        return List.copyOf(all);
    }

    /** Does nothing when there is no problem, else throws all of them as one {@link InvalidConfiguration}. */
    public void orThrow() {
        if (!none()) {
            throw new InvalidConfiguration(all());
        }
    }
}
