package shopstream.recommender.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Sessions;

/**
 * A published set of sessions: those to learn from, and questions to be judged by. Two layouts are known, by their files:
 * {@code train_sessions.txt} with {@code test_pairs.txt}, and {@code train.txt} with {@code test.txt}.
 *
 * @param items what the items of the sessions to learn from are called; items that are only in questions are unknown
 */
public record SessionDataSet(ItemIndex items, Sessions training, TestPairs test) {

    /** Reads a directory in one of the layouts. */
    public static SessionDataSet read(Path directory) {
        SessionDataSet set;
        if (hasBoth(directory, SessionLines.TRAINING, SessionLines.TEST)) {
            set = SessionLines.read(directory);
        } else if (hasBoth(directory, TimedEvents.TRAINING, TimedEvents.TEST)) {
            set = TimedEvents.read(directory);
        } else {
            throw new UnreadableDataSet(
                    "There are no sessions in " + directory + ".",
                    "Put " + SessionLines.TRAINING + " with " + SessionLines.TEST + " into it, or "
                            + TimedEvents.TRAINING + " with " + TimedEvents.TEST + ".");
        }
        if (set.training().count() == 0 || set.test().size() == 0) {
            throw new UnreadableDataSet(
                    "There is nothing to " + (set.training().count() == 0 ? "learn from" : "be judged by") + " in "
                            + directory + ": the file is empty.",
                    "Put sessions of at least two items into it.");
        }
        return set;
    }

    /** Whether a directory is in one of the layouts. */
    static boolean isIn(Path directory) {
        return hasBoth(directory, SessionLines.TRAINING, SessionLines.TEST)
                || hasBoth(directory, TimedEvents.TRAINING, TimedEvents.TEST);
    }

    private static boolean hasBoth(Path directory, String training, String test) {
        return Files.isRegularFile(directory.resolve(training)) && Files.isRegularFile(directory.resolve(test));
    }
}
