package shopstream.app.benchmark;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.yaml.Problems;

/** Everything that is measured from a click to the recommendations that know it. */
public final class RecommendBenchmark {
    /** The names by which measurements are asked for. */
    public static final List<String> NAMES = List.of("collector", "answers", "profiles", "memory", "sessions", "taste");

    private static final int REPETITIONS = 3;
    private static final Duration FULL = Duration.ofSeconds(20);
    private static final Duration QUICK = Duration.ofSeconds(3);

    /** Products, and visitors. */
    private static final int MANY = 100_000;

    private static final int FEW = 2_000;

    /** Profiles in memory. */
    private static final int VERY_MANY = 1_000_000;

    private static final int MANY_EVENTS = 2_000_000;
    private static final int FEW_EVENTS = 50_000;

    private final Path shop;
    private final Clock clock;
    private final Terminal terminal;

    /** @param shop the folder with contracts */
    public RecommendBenchmark(Path shop, Clock clock, Terminal terminal) {
        this.shop = shop;
        this.clock = clock;
        this.terminal = terminal;
    }

    /**
     * Measures, telling what is done, and writes the table.
     *
     * @param only names of what is measured
     * @param quick small, to see that everything works; the figures say little
     * @param events that profiles are folded of
     * @param repetitions of each measurement, of which the median stands
     * @param directory where everything is kept meanwhile; its own, deleted in the end
     * @param report the Markdown file whose section the table becomes, if any; what is not measured now keeps its rows
     */
    public BenchmarkOutcome run(
            Set<String> only, boolean quick, int events, int repetitions, Path directory, Optional<Path> report) {
        BenchmarkRun run = new BenchmarkRun("recommend", NAMES, terminal);
        Surroundings before = Surroundings.now(clock);
        try (ScratchDirectory scratch = new ScratchDirectory(directory)) {
            List<Measurement> measurements = List.of(
                    new EventIntake(contract(), scratch.of("collector"), quick ? QUICK : FULL, repetitions, clock),
                    new ClickToAnswer(
                            contract(),
                            scratch.of("answers"),
                            quick ? FEW : MANY,
                            quick ? FEW : MANY,
                            quick ? QUICK : FULL,
                            clock),
                    new ProfileFolding(contract(), scratch.of("profiles"), events, repetitions, clock),
                    new ProfileMemory(quick ? MANY : VERY_MANY, scratch.of("memory")),
                    new SessionPrediction(quick ? FEW : MANY, repetitions),
                    new TasteQuestions(quick ? FEW : MANY, repetitions));
            return run.table(
                    run.measure(measurements, only), before, options(quick, events, repetitions), only, report);
        }
    }

    private EventContract contract() {
        Problems problems = new Problems();
        List<EventContract> contracts = EventContractFiles.read(shop.resolve("contracts"), problems);
        problems.orThrow();
        return contracts.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The shop has no contract of events"));
    }

    /** How often each is measured where nothing else is asked for. */
    public static int repetitions(boolean quick) {
        return quick ? 1 : REPETITIONS;
    }

    /** How many events profiles are folded of where nothing else is asked for. */
    public static int events(boolean quick) {
        return quick ? FEW_EVENTS : MANY_EVENTS;
    }

    private static String options(boolean quick, int events, int repetitions) {
        return (quick ? " --quick" : "")
                + (events == events(quick) ? "" : " --events " + events)
                + (repetitions == repetitions(quick) ? "" : " --repetitions " + repetitions);
    }
}
