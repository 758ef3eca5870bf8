package shopstream.recommender.outputs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Several things that are each to be tried, whether or not others fail. */
final class Attempts {
    private final List<String> failures = new ArrayList<>();

    /** What may fail. */
    interface Step {
        void take() throws Exception;
    }

    /** @return whether it succeeded */
    boolean succeeds(String words, Step step) throws InterruptedException {
        try {
            step.take();
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            // Libraries say in their own ways that the thread was interrupted.
            if (Thread.interrupted()) {
                InterruptedException stopped = new InterruptedException("stopped on the way to " + words);
                stopped.initCause(failed);
                throw stopped;
            }
            failures.add("To " + words + ": "
                    + Optional.ofNullable(failed.getMessage()).orElseGet(failed::toString));
            return false;
        }
    }

    /** @param next what happens now @throws IllegalStateException with all that failed */
    void orThrow(String next) {
        if (!failures.isEmpty()) {
            throw new IllegalStateException(String.join(" ", failures) + " " + next);
        }
    }
}
