package shopstream.transformations.flink;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;
import shopstream.eventlog.MartScript;
import shopstream.transformations.engine.CheckpointFolder;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.engine.JobSettings;
import shopstream.transformations.model.Mart;

/** Makes the job of an edition from its script alone, whatever the folder says by now. */
final class EditionJobs {
    private final Path directory;
    private final LogAddress log;
    private final String source;
    private final Rebuilding rebuilding;
    private final Clock clock;
    private final String engine;
    private final Set<String> sound = ConcurrentHashMap.newKeySet();

    /** @param engine the version of Flink that runs them */
    EditionJobs(Path directory, LogAddress log, String source, Rebuilding rebuilding, Clock clock, String engine) {
        this.directory = directory;
        this.log = log;
        this.source = source;
        this.rebuilding = rebuilding;
        this.clock = clock;
        this.engine = engine;
    }

    /** The edition's script was planned just now: it need not be planned once more to see that it can go on. */
    void vouchFor(MartEdition edition) {
        sound.add(edition.topic());
    }

    CheckpointFolder folder(MartEdition edition) {
        return new CheckpointFolder(directory.resolve(edition.mart().name()).resolve(edition.fingerprint()));
    }

    /** Not started yet. */
    MartJob of(MartEdition edition, FlinkEngine engine) {
        Duration interval = edition.script() == null
                ? JobSettings.SLOWEST_CHECKPOINTS
                : Duration.ofMillis(edition.script().checkpointMillis());
        return new MartJob(edition.mart(), interval, engine, folder(edition), () -> graph(edition), clock);
    }

    /** @throws IllegalStateException saying why the edition's job cannot go on */
    private StreamGraph graph(MartEdition edition) {
        obstacle(edition).ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        MartScript script = edition.script();
        Mart mart = Scripts.mart(edition.mart(), script);
        Map<String, String> reading = edition.role() == Role.BUILDING
                ? HistoryPace.settings(directory.toString(), rebuilding.rowsPerSecond(), clock.instant())
                : Map.of();
        LogTables tables = new LogTables(log, source, edition.mart().jobGroup(), reading);
        Configuration settings = JobSettings.job(folder(edition).directory(), mart.delivery());
        return ModelScope.of(script, settings, tables, engine).job(mart, tables, edition.topic());
    }

    /** Why the rows of this edition stand still, if its job can neither go on nor begin. */
    private Optional<String> obstacle(MartEdition edition) {
        if (edition.script() == null) {
            return Optional.of("Its rows stand still: the SQL that made them was not kept");
        }
        if (!MartGeneration.resumable(folder(edition), log, edition.topic(), clock)) {
            return Optional.of(
                    "Its rows stand still: its last checkpoint is gone, damaged, or older than deletions are kept");
        }
        if (!sound.contains(edition.topic())
                && fingerprint(edition).equals(Optional.of(Succession.plan(edition.fingerprint())))) {
            sound.add(edition.topic());
        }
        return sound.contains(edition.topic())
                ? Optional.empty()
                : Optional.of(
                        "Its rows stand still: this version of the program runs its SQL otherwise than it was begun");
    }

    private Optional<String> fingerprint(MartEdition edition) {
        try {
            return ModelScope.of(edition.script(), new Configuration(), ModelCheck.NOWHERE, engine)
                    .plan(Scripts.mart(edition.mart(), edition.script()), ModelCheck.NOWHERE, new Problems())
                    .map(MartPlan::fingerprint);
        } catch (ValidationException | TableException e) {
            return Optional.empty();
        }
    }
}
