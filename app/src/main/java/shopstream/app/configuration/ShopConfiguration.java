package shopstream.app.configuration;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.ingestion.database.ServerObjects;
import shopstream.ingestion.database.SnapshotBudget;
import shopstream.transformations.flink.Rebuilding;

/**
 * The file {@code shop.yaml}: the shop, its source, its log and where the rest of the shop's folder is.
 *
 * @param rebuild how a changed model is rebuilt
 * @param snapshot what the reading of all rows may cost the source
 * @param lake how the lake is kept
 * @param outputs where recommendations go beside the shop's pages
 * @param schedules work that is done by itself
 * @param events who may tell events
 * @param place the file itself, for problems that concern all of it
 */
public record ShopConfiguration(
        String name,
        Currency currency,
        ZoneId zone,
        DayOfWeek firstWeekday,
        Source source,
        Log log,
        Path contracts,
        Path models,
        Path seeds,
        Path dashboards,
        Path training,
        Rebuilding rebuild,
        SnapshotBudget snapshot,
        LakeConfiguration lake,
        OutputsConfiguration outputs,
        List<ScheduleDeclaration> schedules,
        EventsConfiguration events,
        Place place) {

    /**
     * The shop's own database.
     *
     * @param url JDBC address
     * @param zone of times that carry none
     * @param createServerObjects whether `up` may create what PostgreSQL needs: a replication slot and a publication
     * @param mostLogHeldBack bytes of log that the slot may hold back before there is a warning
     */
    public record Source(
            String name,
            String url,
            String user,
            String password,
            ZoneId zone,
            boolean createServerObjects,
            long mostLogHeldBack,
            Place place) {
        @Override
        public String toString() {
            return name + " at " + url;
        }
    }

    /**
     * The log where every part meets.
     *
     * @param bootstrapServers an existing Kafka cluster; empty for the broker in this process
     * @param client settings passed to every Kafka client as they are
     */
    public record Log(Optional<String> bootstrapServers, String prefix, short replication, Map<String, String> client) {
        static final Log DEFAULT = new Log(Optional.empty(), "shopstream", (short) 1, Map.of());
    }

    private static Rebuilding rebuild(YamlMap yaml, Problems problems) {
        Optional<YamlMap> given = yaml.map("rebuild");
        if (given.isEmpty()) {
            return Rebuilding.DEFAULT;
        }
        YamlMap rebuild = given.get();
        long rows = rebuild.whole("rows-per-second", Rebuilding.DEFAULT.rowsPerSecond());
        Duration kept = rebuild.duration("keep-old", Rebuilding.DEFAULT.keepOld());
        rebuild.nothingElse();
        if (rows < 1) {
            problems.add(
                    rebuild.placeOf("rows-per-second"),
                    "A rebuild that may read " + rows + " rows a second never ends",
                    "Write a number from 1 on, such as " + Rebuilding.DEFAULT.rowsPerSecond() + ".");
        }
        if (kept.compareTo(Rebuilding.KEEP_MAX) > 0) {
            problems.add(
                    rebuild.placeOf("keep-old"),
                    "An old edition cannot be kept for " + kept.toHours() + " hours: it could not go on after that",
                    "Write at most " + Rebuilding.KEEP_MAX.toHours() + "h.");
        }
        return new Rebuilding(Math.max(1, rows), kept);
    }

    private static SnapshotBudget snapshot(YamlMap yaml, Problems problems) {
        Optional<YamlMap> given = yaml.map("snapshot");
        if (given.isEmpty()) {
            return SnapshotBudget.DEFAULT;
        }
        YamlMap snapshot = given.get();
        long rows = snapshot.whole("rows-per-second", SnapshotBudget.DEFAULT.rowsPerSecond());
        Duration lag = snapshot.duration("most-lag", SnapshotBudget.DEFAULT.mostLag());
        long busy = snapshot.whole("most-busy", SnapshotBudget.DEFAULT.mostBusy());
        snapshot.nothingElse();
        try {
            return new SnapshotBudget(rows, lag, busy);
        } catch (IllegalArgumentException neverEnds) {
            problems.add(
                    snapshot.place(), neverEnds.getMessage(), "Leave out what is not meant: the defaults are good.");
            return SnapshotBudget.DEFAULT;
        }
    }

    /**
     * Reads the file; everything wrong in it is added to {@code problems}.
     *
     * @param environment gives the value of an environment variable, or null
     */
    public static Optional<ShopConfiguration> read(Path file, UnaryOperator<String> environment, Problems problems) {
        return YamlMap.read(file, environment, problems).map(yaml -> {
            ZoneId zone = zone(yaml, "zone", ZoneId.of("UTC"), problems);
            Source source = source(yaml, zone, problems);
            EventsConfiguration events = EventsConfiguration.of(yaml, source.name(), problems);
            LakeConfiguration lake = LakeConfiguration.of(yaml, problems);
            OutputsConfiguration outputs = OutputsReading.of(yaml, lake.stores(), problems);
            ShopConfiguration configuration = of(yaml, zone, source, log(yaml), lake, outputs, events, problems);
            yaml.nothingElse();
            return configuration;
        });
    }

    /**
     * The same for who needs neither source nor log nor outputs, nor the variables that these take from the environment.
     */
    public static Optional<ShopConfiguration> readWithoutSource(
            Path file, UnaryOperator<String> environment, Problems problems) {
        return YamlMap.read(file, environment, problems).map(yaml -> {
            ZoneId zone = zone(yaml, "zone", ZoneId.of("UTC"), problems);
            return of(
                    yaml,
                    zone,
                    noSource(yaml, zone),
                    Log.DEFAULT,
                    LakeConfiguration.of(yaml, problems),
                    OutputsReading.withoutPlaces(yaml),
                    EventsConfiguration.DEFAULT,
                    problems);
        });
    }

    private static ShopConfiguration of(
            YamlMap yaml,
            ZoneId zone,
            Source source,
            Log log,
            LakeConfiguration lake,
            OutputsConfiguration outputs,
            EventsConfiguration events,
            Problems problems) {
        return new ShopConfiguration(
                yaml.text("name", "shop"),
                currency(yaml, problems),
                zone,
                yaml.choice("first-weekday", DayOfWeek.class, DayOfWeek.MONDAY),
                source,
                log,
                folder(yaml, "contracts"),
                folder(yaml, "models"),
                folder(yaml, "seeds"),
                folder(yaml, "dashboards"),
                folder(yaml, "training"),
                rebuild(yaml, problems),
                snapshot(yaml, problems),
                lake,
                outputs,
                ScheduleDeclarations.read(yaml, zone, outputs, problems),
                events,
                yaml.place());
    }

    private static Source noSource(YamlMap yaml, ZoneId zone) {
        return new Source("shop", "", "", "", zone, false, ServerObjects.MOST_LOG_HELD_BACK, yaml.place());
    }

    private static Source source(YamlMap yaml, ZoneId otherwise, Problems problems) {
        Optional<YamlMap> given = yaml.map("source");
        if (given.isEmpty()) {
            problems.add(
                    yaml.place(),
                    "The shop has no source",
                    "Add `source:` with url, user and password, as the shipped shop/shop.yaml has it.");
            return noSource(yaml, otherwise);
        }
        YamlMap source = given.get();
        Source read = new Source(
                source.text("name", "shop"),
                source.requiredText("url"),
                source.requiredText("user"),
                source.requiredText("password"),
                zone(source, "zone", otherwise, problems),
                source.flag("create-server-objects", false),
                source.bytes("most-log-held-back", ServerObjects.MOST_LOG_HELD_BACK),
                source.place());
        source.nothingElse();
        return read;
    }

    private static Log log(YamlMap yaml) {
        Optional<YamlMap> given = yaml.map("log");
        if (given.isEmpty()) {
            return Log.DEFAULT;
        }
        YamlMap log = given.get();
        Log read = new Log(
                log.optionalText("bootstrap-servers"),
                log.text("prefix", "shopstream"),
                (short) log.whole("replication", 1),
                log.textMap("client"));
        log.nothingElse();
        return read;
    }

    private static Path folder(YamlMap yaml, String key) {
        return yaml.has(key) ? yaml.path(key) : yaml.place().file().resolveSibling(key);
    }

    private static ZoneId zone(YamlMap yaml, String key, ZoneId otherwise, Problems problems) {
        String name = yaml.text(key, otherwise.getId());
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            problems.add(
                    yaml.placeOf(key),
                    "'" + name + "' is not a time zone",
                    "Write a name of the IANA database, such as Europe/Berlin or UTC.");
            return otherwise;
        }
    }

    private static Currency currency(YamlMap yaml, Problems problems) {
        String code = yaml.text("currency", "USD");
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            problems.add(
                    yaml.placeOf("currency"),
                    "'" + code + "' is not a currency",
                    "Write an ISO 4217 code, such as USD or EUR.");
            return Currency.getInstance("USD");
        }
    }
}
