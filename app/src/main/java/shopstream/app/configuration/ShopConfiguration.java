package shopstream.app.configuration;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
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
        Lake lake,
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
    public record Log(
            Optional<String> bootstrapServers, String prefix, short replication, Map<String, String> client) {}

    /**
     * The lake.
     *
     * @param commitEvery how long a change waits for its commit, at most
     * @param keepStates how long a state of a table can be read, and a training set be built again from it
     * @param maintainEvery how often small files are put together, old states let go and lost files removed
     */
    public record Lake(Duration commitEvery, Duration keepStates, Duration maintainEvery) {
        static final Lake DEFAULT = new Lake(Duration.ofMinutes(1), Duration.ofDays(7), Duration.ofHours(24));
        static final Duration RAREST = Duration.ofMinutes(15);
    }

    private static Lake lake(YamlMap yaml, Problems problems) {
        Optional<YamlMap> given = yaml.map("lake");
        if (given.isEmpty()) {
            return Lake.DEFAULT;
        }
        YamlMap lake = given.get();
        Duration every = lake.duration("commit-every", Lake.DEFAULT.commitEvery());
        Duration keepStates = lake.duration("keep-states", Lake.DEFAULT.keepStates());
        Duration maintainEvery = lake.duration("maintain-every", Lake.DEFAULT.maintainEvery());
        lake.nothingElse();
        if (keepStates.compareTo(Duration.ofHours(1)) < 0 || maintainEvery.compareTo(Duration.ofMinutes(10)) < 0) {
            problems.add(
                    lake.place(),
                    "The lake would be maintained every " + maintainEvery.toMinutes()
                            + " minutes, and its states kept for " + keepStates.toMinutes(),
                    "Write at least 10m for `maintain-every` and 1h for `keep-states`.");
            return Lake.DEFAULT;
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Lake.RAREST) > 0) {
            problems.add(
                    lake.placeOf("commit-every"),
                    "The lake cannot be committed every " + every.toSeconds() + " s",
                    "Write something from 1s to " + Lake.RAREST.toMinutes()
                            + "m: often makes many small files, seldom old" + " ones.");
            return Lake.DEFAULT;
        }
        return new Lake(every, keepStates, maintainEvery);
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
            ShopConfiguration configuration = new ShopConfiguration(
                    yaml.text("name", "shop"),
                    currency(yaml, problems),
                    zone,
                    yaml.choice("first-weekday", DayOfWeek.class, DayOfWeek.MONDAY),
                    source(yaml, zone, problems),
                    log(yaml),
                    folder(yaml, "contracts"),
                    folder(yaml, "models"),
                    folder(yaml, "seeds"),
                    folder(yaml, "dashboards"),
                    folder(yaml, "training"),
                    rebuild(yaml, problems),
                    snapshot(yaml, problems),
                    lake(yaml, problems),
                    yaml.place());
            yaml.nothingElse();
            return configuration;
        });
    }

    private static Source source(YamlMap yaml, ZoneId otherwise, Problems problems) {
        Optional<YamlMap> given = yaml.map("source");
        if (given.isEmpty()) {
            problems.add(
                    yaml.place(),
                    "The shop has no source",
                    "Add `source:` with url, user and password, as the shipped shop/shop.yaml has it.");
            return new Source("shop", "", "", "", otherwise, false, ServerObjects.MOST_LOG_HELD_BACK, yaml.place());
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
            return new Log(Optional.empty(), "shopstream", (short) 1, Map.of());
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
