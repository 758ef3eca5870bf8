package shopstream.recommender.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shopstream.recommender.files.ModelFileException;
import shopstream.recommender.models.ModelVersion;
import shopstream.recommender.models.ModelVersions;
import shopstream.recommender.models.StoredModel;
import shopstream.recommender.ranking.LearnedRanking;

/**
 * The program of a process that trains a model: the order is one line on standard input; what is worth telling goes to standard
 * output line by line, and last what came of it. Ends with its standard input, which is open as long as whoever asked lives.
 */
public final class TrainingWorker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrainingOrder order;
    private final Consumer<String> words;
    private final Clock clock;

    private TrainingWorker(TrainingOrder order, Consumer<String> words, Clock clock) {
        this.order = order;
        this.words = words;
        this.clock = clock;
    }

    /**
     * What a line says.
     *
     * @param words something on the way; null in the last line
     * @param trained whether there is a model, in the last line
     * @param failed why it came to nothing; null where it did not fail
     */
    record Line(String words, boolean trained, String failed) {}

    /** Trains once. */
    public static void main(String[] arguments) throws IOException {
        PrintStream lines = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        TrainingOrder order = JSON.readValue(orders.readLine(), TrainingOrder.class);
        Thread alone = new Thread(() -> endWith(orders), "asker");
        alone.setDaemon(true);
        alone.start();
        Consumer<Line> say = line -> {
            try {
                lines.println(JSON.writeValueAsString(line));
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        };
        Line last;
        try {
            boolean trained = new TrainingWorker(
                            order, text -> say.accept(new Line(text, false, null)), Clock.systemUTC())
                    .train();
            last = new Line(null, trained, null);
        } catch (IOException | RuntimeException | LinkageError failed) {
            failed.printStackTrace();
            last = new Line(null, false, failed.getMessage() == null ? failed.toString() : failed.getMessage());
        }
        say.accept(last);
        System.exit(0);
    }

    /** Nobody wants a model of whom nobody hears any more. */
    private static void endWith(BufferedReader orders) {
        try {
            while (orders.readLine() != null) {
                // Nothing more is told.
            }
        } catch (IOException closed) {
            // The same as its end.
        }
        Runtime.getRuntime().halt(1);
    }

    private boolean train() throws IOException {
        Instant begun = clock.instant();
        LoggedPast.Read read = LoggedPast.of(order, clock);
        Past past = read.past();
        words.accept(String.format(
                Locale.ROOT,
                "Read what visitors did and customers ordered: %,d steps with %,d products%s",
                past.size(),
                past.items().size(),
                read.unreadable() == 0
                        ? ""
                        : String.format(Locale.ROOT, "; %,d records were none", read.unreadable())));
        Optional<PastTraining.Trained> trained =
                new PastTraining(order.threads(), order.seed(), words).train(past, read.products(), before());
        if (trained.isEmpty()) {
            return false;
        }
        Path folder = Path.of(order.folder());
        StoredModel stored = new StoredModel(ModelVersions.modelIn(folder));
        stored.write(trained.get().ranking());
        version(trained.get(), read, stored.bytes(), begun).write(folder);
        return true;
    }

    private Optional<LearnedRanking> before() {
        if (order.before() == null) {
            return Optional.empty();
        }
        try {
            StoredModel.Read read = new StoredModel(Path.of(order.before())).read();
            read.withoutTaste().ifPresent(why -> words.accept(why + ": the model in use is compared without it"));
            return Optional.of(read.learned());
        } catch (ModelFileException unusable) {
            words.accept(unusable.getMessage() + ": the new one is not compared with it");
            return Optional.empty();
        }
    }

    private ModelVersion version(PastTraining.Trained trained, LoggedPast.Read read, long bytes, Instant begun) {
        Past past = read.past();
        Map<String, ModelVersion.Offsets> offsets = read.offsets();
        var origin = new ModelVersion.Origin(
                Instant.ofEpochMilli(past.millis(0)),
                Instant.ofEpochMilli(past.millis(past.size() - 1)),
                past.size(),
                trained.visits(),
                past.items().size(),
                trained.teaching(),
                trained.judging(),
                offsets);
        return new ModelVersion(
                order.version(),
                clock.instant(),
                Duration.between(begun, clock.instant()),
                bytes,
                trained.ranking().name(),
                origin,
                trained.quality(),
                trained.popular(),
                trained.merged(),
                trained.before().map(quality -> new ModelVersion.Compared(order.beforeVersion(), quality)),
                trained.taste());
    }
}
