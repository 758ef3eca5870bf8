package shopstream.transformations.flink;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.JobGroups;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LogFailure;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.Topics;
import shopstream.transformations.engine.CheckpointFolder;

/** What editions leave behind that nobody keeps any more: topics, checkpoints, and how far their jobs had read. */
final class Remains {
    private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

    private final Path directory;
    private final Topics topics;
    private final LogAddress log;

    Remains(Path directory, Topics topics, LogAddress log) {
        this.directory = directory;
        this.topics = topics;
        this.log = log;
    }

    /** Clears away one edition, which no longer stands in the catalog. */
    void clear(MartEdition edition) {
        LOG.info(
                "Edition {} of mart {} is deleted",
                edition.fingerprint(),
                edition.mart().name());
        topics.delete(List.of(edition.topic()));
        new CheckpointFolder(directory.resolve(edition.mart().name()).resolve(edition.fingerprint())).delete();
        forget(() -> JobGroups.forget(log, edition.mart().jobGroup()));
    }

    /** Clears away whatever an interrupted program has not. Before anything runs. */
    void clearAllBut(Collection<DeclaredMart> marts) {
        Set<String> declared = marts.stream()
                .flatMap(mart -> mart.editions().stream())
                .map(MartEdition::topic)
                .collect(Collectors.toSet());
        List<String> left = topics.named(log.names().everyMart()).stream()
                .filter(topic -> !declared.contains(topic))
                .toList();
        if (!left.isEmpty()) {
            LOG.info("Deleting {} topics that no mart names any more", left.size());
            topics.delete(left);
        }
        List<String> groups = marts.stream()
                .flatMap(mart -> mart.editions().stream())
                .map(edition -> edition.mart().jobGroup())
                .toList();
        forget(() -> JobGroups.forgetAllBut(log, groups));
        for (DeclaredMart mart : marts) {
            CheckpointFolder.children(directory.resolve(mart.name())).stream()
                    .filter(folder -> mart.editions().stream()
                            .noneMatch(edition -> edition.fingerprint()
                                    .equals(folder.getFileName().toString())))
                    .forEach(folder -> new CheckpointFolder(folder).delete());
        }
    }

    /** On a cluster of one's own the right to it may be missing; the models run all the same. */
    private static void forget(Runnable forgetting) {
        try {
            forgetting.run();
        } catch (LogFailure refused) {
            LOG.warn("{}", refused.getMessage());
        }
    }
}
