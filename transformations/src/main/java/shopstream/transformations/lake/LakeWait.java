package shopstream.transformations.lake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import shopstream.eventlog.Completeness;

/**
 * Somebody who waits until the lake holds what was there of the datasets at a moment: all that the source had committed by then, as far as
 * the source says how far it was read; else, when it is silent or away, all that the log held when the waiting began.
 */
final class LakeWait {
    private static final long ASK_MILLIS = 250;

    /** What reached the log just before a commit may be in the next one only. */
    private static final int ASKED_PER_COMMIT = 20;

    /** Longer than a source that is read says nothing. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final LakeWriter writer;
    private final Completeness completeness;
    private final List<String> topics;
    private final String group;
    private final Clock clock;
    private final Map<TopicPartition, Long> ends;

    /**
     * Begins to wait.
     *
     * @param topics of the datasets
     * @param group under whose name the job that writes the lake notes what it has read
     */
    LakeWait(LakeWriter writer, Completeness completeness, List<String> topics, String group, Clock clock) {
        this.writer = writer;
        this.completeness = completeness;
        this.topics = topics;
        this.group = group;
        this.clock = clock;
        this.ends = completeness.ends(topics);
    }

    /** @return whether it holds it; not when that took longer than one wanted to wait */
    boolean until(Instant moment, Duration patience) throws InterruptedException {
        Instant begun = clock.instant();
        for (int asked = 0; Duration.between(begun, clock.instant()).compareTo(patience) < 0; asked++) {
            if (asked % ASKED_PER_COMMIT == 0) {
                writer.hurry();
            }
            if (isNotBefore(writer.state().heldTo(), moment)) {
                return true;
            }
            boolean silent = topics.isEmpty()
                    || Duration.between(begun, clock.instant()).compareTo(SILENCE) > 0
                            && !isNotBefore(completeness.loggedTo(), moment);
            if (silent && completeness.hasRead(group, ends)) {
                // What was read is noted at a commit, and written to the lake by the next one at the latest.
                writer.hurry().join();
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
        }
        return false;
    }

    private static boolean isNotBefore(Optional<Instant> known, Instant moment) {
        return known.filter(time -> !time.isBefore(moment)).isPresent();
    }
}
