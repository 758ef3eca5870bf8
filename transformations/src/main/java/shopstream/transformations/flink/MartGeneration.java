package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.TopicNames;
import shopstream.eventlog.Topics;

/**
 * Which topic and state a mart's job uses: the plan's fingerprint, and a number behind it for each time the mart had to be
 * rebuilt under the same plan. A topic is never written from the beginning twice: rows deleted in between would stay in it.
 *
 * @param checkpoint to go on from; empty when the job begins at the beginning
 */
record MartGeneration(String fingerprint, CheckpointFolder folder, Optional<CheckpointFolder.Checkpoint> checkpoint) {
    /** Half of what tombstones are kept: an older reader may have missed deletions. */
    static final Duration RESUMABLE = Topics.TOMBSTONES_KEPT.dividedBy(2);

    static MartGeneration of(
            MartPlan plan,
            Path directory,
            Optional<MartDeclaration> declared,
            Topics topics,
            TopicNames names,
            Clock clock) {
        String fingerprint = declared.map(MartDeclaration::fingerprint)
                .filter(known -> known.equals(plan.fingerprint()) || known.startsWith(plan.fingerprint() + "-"))
                .orElse(plan.fingerprint());
        boolean written =
                declared.filter(mart -> mart.fingerprint().equals(fingerprint)).isPresent();
        CheckpointFolder folder = new CheckpointFolder(directory.resolve(fingerprint));
        Predicate<String> taken =
                candidate -> topics.exists(names.mart(plan.mart().name(), candidate));
        if (!written) {
            // A topic of that name from an earlier turn of the same plan has rows nobody keeps any more.
            return taken.test(fingerprint) ? next(plan, directory, taken) : fresh(fingerprint, directory);
        }
        if (folder.exists() && taken.test(fingerprint)) {
            Optional<CheckpointFolder.Checkpoint> newest = folder.newest();
            boolean resumable = newest.map(found ->
                            Duration.between(found.taken(), clock.instant()).compareTo(RESUMABLE) < 0)
                    .orElse(true); // No checkpoint was ever complete, so nothing was ever committed.
            if (resumable) {
                return new MartGeneration(fingerprint, folder, newest);
            }
        }
        return next(plan, directory, taken);
    }

    private static MartGeneration next(MartPlan plan, Path directory, Predicate<String> taken) {
        int number = 2;
        while (taken.test(plan.fingerprint() + "-" + number)) {
            number++;
        }
        return fresh(plan.fingerprint() + "-" + number, directory);
    }

    private static MartGeneration fresh(String fingerprint, Path directory) {
        CheckpointFolder folder = new CheckpointFolder(directory.resolve(fingerprint));
        folder.delete();
        return new MartGeneration(fingerprint, folder, Optional.empty());
    }
}
