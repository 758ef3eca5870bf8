package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.CommittedRecords;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.TopicNames;
import shopstream.eventlog.Topics;
import shopstream.transformations.engine.CheckpointFiles;
import shopstream.transformations.engine.CheckpointFolder;

/**
 * Which topic and state a mart's job uses: the plan's fingerprint, and a number behind it for each time the mart had to be
 * rebuilt under the same plan. A topic is never written from the beginning twice: rows deleted in between would stay in it.
 */
record MartGeneration(String fingerprint, CheckpointFolder folder) {
    private static final Logger LOG = LoggerFactory.getLogger(MartGeneration.class);

    /** Half of what tombstones are kept: an older reader may have missed deletions. */
    static final Duration RESUMABLE = Topics.TOMBSTONES_KEPT.dividedBy(2);

    /** @param log that the mart is written to */
    static MartGeneration of(
            MartPlan plan, Path directory, DeclaredMart mart, Topics topics, LogAddress log, Clock clock) {
        TopicNames names = log.names();
        List<String> made = mart.editions().stream()
                .sorted(Comparator.comparing(MartGeneration::rank))
                .map(MartEdition::fingerprint)
                .filter(known -> Succession.plan(known).equals(plan.fingerprint()))
                .toList();
        Predicate<String> taken =
                candidate -> topics.exists(names.mart(plan.mart().name(), candidate));
        for (String fingerprint : made) {
            CheckpointFolder folder = new CheckpointFolder(directory.resolve(fingerprint));
            if (taken.test(fingerprint)
                    && resumable(folder, log, names.mart(plan.mart().name(), fingerprint), clock)) {
                return new MartGeneration(fingerprint, folder);
            }
        }
        String fingerprint = plan.fingerprint();
        for (int number = 2; made.contains(fingerprint) || taken.test(fingerprint); number++) {
            fingerprint = plan.fingerprint() + "-" + number;
        }
        CheckpointFolder folder = new CheckpointFolder(directory.resolve(fingerprint));
        folder.delete();
        return new MartGeneration(fingerprint, folder);
    }

    /**
     * Whether a job may go on from its newest checkpoint. Without any it begins again, but only where it never committed a
     * row: else the rows that are shown would go through all that they ever were once more.
     */
    static boolean resumable(CheckpointFolder folder, LogAddress log, String topic, Clock clock) {
        return folder.exists()
                && folder.newest()
                        .map(found ->
                                Duration.between(found.taken(), clock.instant()).compareTo(RESUMABLE) < 0
                                        && whole(found.path()))
                        .orElseGet(() -> !CommittedRecords.anyIn(log, topic));
    }

    /** From an earlier checkpoint rows would go back to what they were; a damaged one has the mart made anew instead. */
    private static boolean whole(Path checkpoint) {
        Optional<String> damage = CheckpointFiles.damage(checkpoint);
        damage.ifPresent(what -> LOG.warn(
                "A checkpoint is damaged: {}. The mart is made anew from the log; what it has shown stays until then.",
                what));
        return damage.isEmpty();
    }

    /** The current one first, then the one being built, then those kept. */
    private static int rank(MartEdition edition) {
        return switch (edition.role()) {
            case CURRENT -> 0;
            case BUILDING -> 1;
            case KEPT -> 2;
        };
    }
}
