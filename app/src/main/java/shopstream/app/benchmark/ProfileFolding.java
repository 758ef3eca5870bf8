package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shopstream.contracts.EventContract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.ReadAlone;
import shopstream.eventlog.profiles.VisitorEventReader;
import shopstream.eventlog.profiles.Visitors;
import shopstream.transformations.profiles.ProfileReplay;

/**
 * How fast the job folds the events of a log into published profiles, broker and all on the same cores; beside it what it is made
 * of: a consumer that drops what it reads, and the fold alone, in one thread and over records that are in memory.
 */
final class ProfileFolding implements Measurement {
    private static final double EVENTS_PER_SECOND = 100_000;

    /** More would not fit. */
    private static final int IN_MEMORY = 200_000;

    private final EventContract contract;
    private final Path directory;
    private final int events;
    private final int repetitions;
    private final Clock clock;

    /** @param directory the log's and the job's, its own */
    ProfileFolding(EventContract contract, Path directory, int events, int repetitions, Clock clock) {
        this.contract = contract;
        this.directory = directory;
        this.events = events;
        this.repetitions = repetitions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "profiles";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Profiles of %,d events folded", events);
    }

    @Override
    public List<Figure> measure() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"))) {
            LogAddress log = new LogAddress(broker.bootstrapServers(), Map.of(), "bench", (short) 1);
            VisitorSessions.write(log, contract, events, clock);
            double[] rates = new double[repetitions];
            double[] reading = new double[repetitions];
            double[] folding = new double[repetitions];
            String topic = log.names().events(contract.dataset());
            List<byte[]> inMemory = ReadAlone.values(log, topic, IN_MEMORY);
            for (int run = 0; run < repetitions; run++) {
                rates[run] = events / ProfileReplay.seconds(directory.resolve("job-" + run), log, contract.dataset());
                reading[run] = ReadAlone.recordsPerSecond(log, List.of(topic));
                folding[run] = foldedPerSecond(inMemory);
            }
            return List.of(Figure.atLeast(
                            EVENTS_PER_SECOND,
                            String.format(
                                    Locale.ROOT,
                                    "profiles: %,d events replayed, from the job's start to its last profile",
                                    events),
                            Sample.of(rates).median(),
                            Unit.EVENTS_PER_SECOND)
                    .against(Limit.all(
                            Limit.of("a consumer alone", Unit.EVENTS_PER_SECOND, Sample.of(reading)::median),
                            Limit.of(
                                    "the fold alone in one thread",
                                    Unit.EVENTS_PER_SECOND,
                                    Sample.of(folding)::median))));
        }
    }

    private static double foldedPerSecond(List<byte[]> records) throws IOException {
        Visitors visitors = new Visitors();
        VisitorEventReader reader = new VisitorEventReader();
        long begun = System.nanoTime();
        for (byte[] record : records) {
            visitors.add(reader.read(record));
        }
        return records.size() / ((System.nanoTime() - begun) / 1e9);
    }
}
