package shopstream.app.scheduled;

import java.time.Instant;
import shopstream.operations.schedules.Work;

/** Lets a build wait until the lake holds what is to be in it. */
@FunctionalInterface
public interface LakeFreshness {
    /** Where nothing writes the lake, so that it holds all that it will. */
    LakeFreshness NOTHING_IS_WRITTEN =
            (moment, log) -> log.say("The program does not run: the lake holds what it held when it stopped");

    /**
     * Returns once the lake holds everything the source committed up to a moment.
     *
     * @throws IllegalStateException where that takes too long, saying how far it is
     */
    void awaitHeld(Instant moment, Work.Log log) throws InterruptedException;
}
