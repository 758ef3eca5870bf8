package shopstream.app.benchmark;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import shopstream.app.http.CollectorRoutes;
import shopstream.app.http.Metrics;
import shopstream.app.http.Surface;
import shopstream.app.http.WebServer;
import shopstream.contracts.EventContract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.WriteAlone;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventSource;
import shopstream.ingestion.events.EventSources;
import shopstream.ingestion.events.InFlight;

/**
 * How many events are taken in over HTTP: read, checked, durable in the log and answered, with callers, collector and broker on
 * the same cores; beside it the log's producer alone with the records that this wrote.
 */
final class EventIntake implements Measurement {
    private static final double EVENTS_PER_SECOND = 30_000;
    private static final int CALLERS = 8;
    private static final int AT_ONCE = 100;
    private static final int SINGLE_CALLERS = 32;
    private static final int REPLAYED = 200_000;
    private static final long IN_FLIGHT = 32 << 20;

    private final EventContract contract;
    private final Path directory;
    private final Duration duration;
    private final int repetitions;
    private final Clock clock;

    /** @param directory the log's, its own */
    EventIntake(EventContract contract, Path directory, Duration duration, int repetitions, Clock clock) {
        this.contract = contract;
        this.directory = directory;
        this.duration = duration;
        this.repetitions = repetitions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "collector";
    }

    @Override
    public String title() {
        return "Events taken in for " + repetitions + " × " + duration.toSeconds() + " s";
    }

    @Override
    public List<Figure> measure() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            LogAddress log = new LogAddress(broker.bootstrapServers(), Map.of(), "bench", (short) 1);
            try (EventStream stream = new EventStream(log, contract, clock);
                    WebServer server = serve(stream)) {
                EventLoad batches = new EventLoad(server.port(), CALLERS, AT_ONCE);
                EventLoad singles = new EventLoad(server.port(), SINGLE_CALLERS, 1);
                // Java compiles what is called often.
                batches.during(duration);
                double[] rates = new double[repetitions];
                double[] alone = new double[repetitions];
                double[] single = new double[repetitions];
                double[] perCpuSecond = new double[repetitions];
                double[] alonePerCpuSecond = new double[repetitions];
                EventLoad.Told told = null;
                for (int run = 0; run < repetitions; run++) {
                    CpuTime cpu = CpuTime.now();
                    told = batches.during(duration);
                    rates[run] = told.eventsPerSecond();
                    perCpuSecond[run] = told.millis().size() * (double) AT_ONCE / cpu.secondsSince();
                    single[run] = singles.during(duration).eventsPerSecond();
                    cpu = CpuTime.now();
                    alone[run] = alone(log, run);
                    // Reading the records beforehand counts here too; it is a small part.
                    alonePerCpuSecond[run] = alone[run] * duration.toSeconds() / cpu.secondsSince();
                }
                List<Figure> figures =
                        new ArrayList<>(figures(told, Sample.of(rates), Sample.of(single), Sample.of(alone)));
                figures.add(Figure.told(
                                "collector: events for each second of one core, callers and broker included",
                                Sample.of(perCpuSecond).median(),
                                Unit.EVENTS_PER_SECOND)
                        .against(Limit.of(
                                "the log's producer alone, broker included",
                                Unit.EVENTS_PER_SECOND,
                                () -> Sample.of(alonePerCpuSecond).median())));
                return figures;
            }
        }
    }

    /** Of this process, in which all of it runs: on a machine that others use too, what says most. */
    private record CpuTime(Duration used) {
        static CpuTime now() {
            return new CpuTime(ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
        }

        double secondsSince() {
            return now().used().minus(used).toNanos() / 1e9;
        }
    }

    private WebServer serve(EventStream stream) {
        return WebServer.startPublic(
                InetAddress.getLoopbackAddress(),
                0,
                new Metrics(() -> null, () -> 0, List::of),
                List.of(new CollectorRoutes(
                        new Collector(contract, stream, clock),
                        new EventSources(List.of(EventSource.LOCAL)),
                        new InFlight(IN_FLIGHT),
                        Surface.OWN)));
    }

    private double alone(LogAddress log, int run) throws InterruptedException {
        return WriteAlone.recordsPerSecond(
                log,
                log.names().events(contract.dataset()),
                log.names().events("alone-" + run),
                REPLAYED,
                CALLERS,
                AT_ONCE,
                duration);
    }

    private static List<Figure> figures(EventLoad.Told told, Sample rates, Sample single, Sample alone) {
        Callable<Double> median = alone::median;
        return List.of(
                Figure.atLeast(
                                EVENTS_PER_SECOND,
                                "collector: events in batches of " + AT_ONCE + ", durable before the answer",
                                rates.median(),
                                Unit.EVENTS_PER_SECOND)
                        .against(Limit.of("the log's producer alone, same records", Unit.EVENTS_PER_SECOND, median)),
                Figure.told("collector: of the producer alone", share(rates.median(), alone.median())),
                Figure.told("collector: a batch, median", told.millis().median(), Unit.FINE_MILLISECONDS),
                Figure.told("collector: a batch, p99", told.millis().percentile(0.99), Unit.FINE_MILLISECONDS),
                Figure.told("collector: bytes of an event, as told", Math.round(told.bytesPerEvent()) + " B"),
                Figure.told("collector: one event a request", single.median(), Unit.EVENTS_PER_SECOND));
    }

    private static String share(double part, double whole) {
        return Math.round(100 * part / whole) + " %";
    }
}
