package shopstream.app.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import shopstream.app.outside.PlatformProcess;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.demo.SampleDatabase;
import shopstream.demo.ShopPlan;
import shopstream.demo.Traffic;

/** Whether anything grows that should not, while customers come a hundred times as often as in the demo. */
public final class Endurance {
    /** Told apart from flat: more than this share of the mean in an hour, and more than chance explains. */
    private static final double FLAT = 0.1;

    private static final double ORDERS_PER_SECOND = 5;
    private static final int HISTORY_DAYS = 2;

    /** So much of the time is over when the heap in use is looked at for the first time. */
    private static final int FIRST_PART = 4;

    private static final int COMMITS_A_SAMPLE = 10;
    private static final Set<String> WITH_THE_ORDERS = Set.of(Vitals.STATE, Vitals.LOG, Vitals.WAREHOUSE_FILES);
    private static final String LATENCY = "commit to API, median of " + COMMITS_A_SAMPLE;

    private final Path configuration;
    private final Function<SampleDatabase, Map<String, String>> variables;
    private final Clock clock;
    private final Terminal terminal;

    /**
     * @param configuration of the shop that is watched
     * @param variables what it takes from the environment, for a database
     */
    public Endurance(
            Path configuration,
            Function<SampleDatabase, Map<String, String>> variables,
            Clock clock,
            Terminal terminal) {
        this.configuration = configuration;
        this.variables = variables;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** What came of it. @param grows whether something grew that should not */
    public record Outcome(List<String> lines, boolean grows) {}

    /**
     * Watches, telling each sample, and writes the table.
     *
     * @param length at least six times {@code every}
     * @param every how often it is looked
     * @param directory where everything is kept meanwhile; its own, deleted in the end
     * @param report the Markdown file whose section the table becomes, if any
     */
    public Outcome run(Duration length, Duration every, Path directory, Optional<Path> report) throws Exception {
        Surroundings surroundings = Surroundings.now(clock);
        List<Double> minutes = new ArrayList<>();
        Map<String, List<Double>> series = new LinkedHashMap<>();
        List<Double> inUse = new ArrayList<>();
        long before;
        long after;
        // Its hour is short for a lake that is tended once an hour.
        Path tended = ShopCopy.tended(configuration, directory.resolve("tended"));
        try (Shops shops = new Shops(directory, tended, variables)) {
            MeasuredShop shop = shops.of(new ShopPlan(0.05, HISTORY_DAYS, 1));
            try (Step step = terminal.step("The shop, read from its beginning")) {
                shop.start(List.of(JavaMemory.TRACKING)).awaitReady(MeasuredShop.PATIENCE);
                step.done();
            }
            surroundings = surroundings.with(shops.databaseVersion());
            before = shop.lines();
            try (Traffic traffic = shop.startTraffic(new ShopPlan(ORDERS_PER_SECOND, HISTORY_DAYS, 1))) {
                watch(shop, length, every, minutes, series, inUse);
            }
            after = shop.lines();
        }
        List<Figure> figures = figures(minutes, series, after - before);
        figures.add(heapInUse(inUse, length));
        ResultTable table = new ResultTable(figures);
        String said = String.format(
                Locale.ROOT,
                "%d minutes, %,d order lines written meanwhile, %d samples. ",
                length.toMinutes(),
                after - before,
                minutes.size());
        String where = said + surroundings.sentence();
        report.map(file -> new ResultSection(file, "endurance"))
                .ifPresent(section -> section.write("    ./shopstream bench endurance --minutes " + length.toMinutes()
                        + "\n\n" + where + "\n\n" + table.markdown(List.of())));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(where);
        return new Outcome(lines, table.missed());
    }

    private void watch(
            MeasuredShop shop,
            Duration length,
            Duration every,
            List<Double> minutes,
            Map<String, List<Double>> series,
            List<Double> inUse)
            throws Exception {
        PlatformProcess platform = shop.platform();
        long begun = System.nanoTime();
        long last = length.dividedBy(every);
        long first = Math.max(1, last / FIRST_PART);
        for (int sample = 1; sample <= last; sample++) {
            long due = begun + every.multipliedBy(sample).toNanos();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            double minute = (System.nanoTime() - begun) / 6e10;
            Map<String, Double> vitals = Vitals.of(platform, shop.data());
            try (Connection connection = shop.connect()) {
                connection.setAutoCommit(false);
                double[] values = new double[COMMITS_A_SAMPLE];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Marker.commit(shop, connection, platform.api()).milliseconds();
                }
                vitals.put(LATENCY, Sample.of(values).median());
            }
            // Seldom: who collects all the time sees no heap that grows.
            if (sample == first || sample == last) {
                inUse.add(JavaMemory.heapInUse(platform.pid()));
            }
            minutes.add(minute);
            vitals.forEach((name, value) ->
                    series.computeIfAbsent(name, none -> new ArrayList<>()).add(value));
            terminal.say(String.format(
                    Locale.ROOT,
                    "minute %.0f: %,.0f MB resident, %,.0f handles, %,.0f threads, commit to API %,.0f ms",
                    minute,
                    vitals.get("resident memory"),
                    vitals.get("open handles"),
                    vitals.get("threads"),
                    vitals.get(LATENCY)));
        }
    }

    private static Figure heapInUse(List<Double> seen, Duration length) {
        double first = seen.get(0);
        double last = seen.get(seen.size() - 1);
        double hours = length.toMillis() / 3.6e6 * (FIRST_PART - 1) / FIRST_PART;
        double rise = (last - first) / first / hours;
        return new Figure(
                "endurance: Java's heap in use, all collected",
                String.format(Locale.ROOT, "%,.0f → %,.0f MB, %+,.1f %% an hour", first, last, 100 * rise),
                String.format(Locale.ROOT, "≤ %.0f %% an hour", 100 * FLAT),
                "looked at twice",
                rise > FLAT ? Figure.Verdict.MISSED : Figure.Verdict.MET);
    }

    private static List<Figure> figures(List<Double> minutes, Map<String, List<Double>> series, long lines) {
        double[] at = minutes.stream().mapToDouble(Double::doubleValue).toArray();
        List<Figure> figures = new ArrayList<>();
        series.forEach((name, values) -> {
            double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
            double first = all[0];
            double last = all[all.length - 1];
            if (WITH_THE_ORDERS.contains(name)) {
                figures.add(Figure.told(
                        "endurance: " + name,
                        String.format(
                                Locale.ROOT,
                                "%,.1f → %,.1f MB, %+,.2f MB a 1,000 lines",
                                first,
                                last,
                                (last - first) * 1_000 / Math.max(1, lines))));
            } else {
                Trend trend = Trend.of(at, all);
                figures.add(new Figure(
                        "endurance: " + name,
                        String.format(
                                Locale.ROOT,
                                "%,.0f → %,.0f, %+,.1f %% an hour",
                                first,
                                last,
                                100 * trend.perHour() / trend.mean()),
                        String.format(Locale.ROOT, "≤ %.0f %% an hour", 100 * FLAT),
                        String.format(Locale.ROOT, "± %,.1f %%", 100 * trend.doubt() / trend.mean()),
                        trend.grows(FLAT) ? Figure.Verdict.MISSED : Figure.Verdict.MET));
            }
        });
        return figures;
    }
}
