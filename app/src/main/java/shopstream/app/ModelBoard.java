package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.http.Json;
import shopstream.eventlog.MartEdition.Role;
import shopstream.transformations.engine.JobState.Condition;
import shopstream.transformations.flink.EditionState;
import shopstream.transformations.flink.ModelRunner;
import shopstream.warehouse.EditionRows;
import shopstream.warehouse.Warehouse;

/**
 * The editions of every mart, as the model runner and the warehouse have them; written into the data directory every few
 * seconds, so that they can be listed when the program does not run. The warehouse is told then which rebuilds get on.
 */
final class ModelBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelBoard.class);
    private static final long LOOK_EVERY_SECONDS = 5;

    private final ModelRunner models;
    private final Warehouse warehouse;
    private final Path file;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "model-board");
        thread.setDaemon(true);
        return thread;
    });

    ModelBoard(ModelRunner models, Warehouse warehouse, Path file) {
        this.models = models;
        this.warehouse = warehouse;
        this.file = file;
        writer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** As {@code /api/models} tells it. */
    Map<String, Object> json() {
        Map<String, List<Map<String, Object>>> marts = new LinkedHashMap<>();
        List<EditionRows> rows = warehouse.editions();
        models.editions().stream()
                .sorted(Comparator.comparing(EditionState::mart)
                        .thenComparing(EditionState::role)
                        .thenComparing(EditionState::since, Comparator.reverseOrder()))
                .forEach(edition -> marts.computeIfAbsent(edition.mart(), name -> new ArrayList<>())
                        .add(json(
                                edition,
                                rows.stream()
                                        .filter(one -> one.topic().equals(edition.topic()))
                                        .findFirst())));
        List<Map<String, Object>> list = new ArrayList<>();
        marts.forEach((name, editions) -> {
            Map<String, Object> mart = new LinkedHashMap<>();
            mart.put("name", name);
            mart.put("editions", editions);
            list.add(mart);
        });
        return Map.of("marts", list);
    }

    private static Map<String, Object> json(EditionState edition, Optional<EditionRows> rows) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("edition", edition.fingerprint());
        json.put("role", edition.role().name().toLowerCase(Locale.ROOT));
        json.put("shown", rows.map(EditionRows::shown).orElse(false));
        json.put("state", edition.state().condition().name().toLowerCase(Locale.ROOT));
        json.put(
                "message",
                edition.state().message().isEmpty()
                        ? rows.flatMap(EditionRows::failure).orElse(null)
                        : edition.state().message());
        json.put("rows", rows.map(EditionRows::rows).orElse(0L));
        json.put(
                "completeTo",
                rows.flatMap(EditionRows::completeTo).map(Instant::toString).orElse(null));
        json.put(
                "progress",
                edition.role() == Role.BUILDING
                        ? rows.flatMap(EditionRows::progress).orElse(0.0)
                        : null);
        json.put("since", edition.since().toString());
        json.put("keptUntil", edition.keptUntil().map(Instant::toString).orElse(null));
        json.put("takenBack", edition.takenBack());
        return json;
    }

    private void look() {
        try {
            tellWhatGetsOn();
        } catch (RuntimeException e) {
            LOG.warn("The warehouse cannot be told which rebuilds get on: {}", e.getMessage());
        }
        write();
    }

    /** So that nothing waits for the rebuild of a model that has failed or is off. */
    private void tellWhatGetsOn() {
        List<EditionState> editions = models.editions();
        // There are none before the models run.
        if (!editions.isEmpty()) {
            warehouse.rebuilding(editions.stream()
                    .filter(edition -> edition.role() == Role.BUILDING)
                    .filter(edition -> edition.state().condition() == Condition.STARTING
                            || edition.state().condition() == Condition.RUNNING)
                    .map(EditionState::mart)
                    .collect(Collectors.toSet()));
        }
    }

    private void write() {
        try {
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(whole, Json.text(json()));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The list of models cannot be written to {}: {}", file, e.getMessage());
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        write();
    }
}
