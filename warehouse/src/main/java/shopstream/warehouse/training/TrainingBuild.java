package shopstream.warehouse.training;

import static shopstream.warehouse.training.Sql.name;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;
import shopstream.lake.HistorySchema;

/**
 * Builds a training set from a lake, in a DuckDB of its own.
 *
 * <p>The checksum is the sum, over all rows, of the lower half of the MD5 of the row's values: as text, with the character
 * 31 between them and the character 0 for what is null. It is the same for equal rows in any order.
 */
public final class TrainingBuild {
    private static final int SAID = 3;

    private final TrainingSet set;
    private final LakeMoment moment;
    private final List<Seed> seeds;
    private final Limits limits;
    private final Clock clock;

    /** What DuckDB may use. */
    public record Limits(int threads, String memory) {
        public static final Limits DEFAULT = new Limits(2, "3GB");
    }

    /** How the files are written. */
    public enum Format {
        PARQUET,
        CSV
    }

    /** @param seeds the shop's small tables, which a set may read as they are now */
    public TrainingBuild(TrainingSet set, LakeMoment moment, List<Seed> seeds, Limits limits, Clock clock) {
        this.set = set;
        this.moment = moment;
        this.seeds = List.copyOf(seeds);
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Builds the set into a folder, which is there only when all of it is. An interruption of the thread ends it.
     *
     * @param folder must not be there yet, or be empty
     * @throws TrainingProblem saying why it cannot be built; nothing is left behind then
     */
    public Manifest into(Path folder, Format format) {
        Path absolute = folder.toAbsolutePath();
        try (BuildFolder build = BuildFolder.of(absolute)) {
            Manifest manifest = build(build, format);
            manifest.write(build.files());
            build.publish();
            return manifest;
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new TrainingProblem(
                        "The build of " + set.name() + " was stopped.", "Nothing of it is left; start it again.", e);
            }
            throw new TrainingProblem(
                    "The training set " + set.name() + " cannot be computed: " + firstLines(e.getMessage()),
                    "Correct " + set.name() + ".sql, or make room where that is what is missing.",
                    e);
        } catch (IOException e) {
            throw new TrainingProblem(
                    "The training set " + set.name() + " cannot be written to " + absolute + ": " + e.getMessage(),
                    "Name a folder on a disk with room, that you may write to, with --out.",
                    e);
        }
    }

    private Manifest build(BuildFolder folder, Format format) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", limits.memory());
        properties.setProperty("temp_directory", folder.scratch("spilled").toString());
        properties.setProperty("preserve_insertion_order", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        try (Interruptible building = new Interruptible(DriverManager.getConnection("jdbc:duckdb:", properties))) {
            Connection connection = building.connection();
            Sql.run(connection, "SET TimeZone = 'UTC'");
            AsOfViews views = new AsOfViews(connection, moment, seeds);
            Set<String> datasets = TrainingQuery.datasets(
                    connection,
                    set,
                    views.names(),
                    seeds.stream().map(Seed::name).toList());
            moment.only(datasets).keep(clock.instant());
            views.create();
            lock(connection, folder);
            requireKnown(views, datasets);
            requireColumns(connection);
            BuiltRows rows = BuiltRows.of(connection, set, query(), folder.scratch("built.parquet"));
            rows.requireTrue();
            views.changeAfter(datasets);
            requireSteady(rows.sameAs(query()));
            rows.write(folder.files(), format);
            return manifest(connection, datasets, rows, format);
        }
    }

    /** A query that would get past the reading of it can still open nothing but the lake's files and the set's own. */
    private void lock(Connection connection, BuildFolder folder) throws SQLException {
        String files = moment.files().stream()
                .map(file -> Sql.text(file.toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        Sql.run(connection, "SET allowed_paths = " + files);
        Sql.run(
                connection,
                "SET allowed_directories = [" + Sql.text(folder.work().toString()) + "]");
        Sql.run(connection, "SET enable_external_access = false");
        Sql.run(connection, "SET lock_configuration = true");
    }

    /** What was never in the lake cannot be told from what was not there yet. */
    private void requireKnown(AsOfViews views, Set<String> datasets) throws SQLException {
        for (String dataset : datasets) {
            Optional<Instant> first = views.first(dataset);
            if (first.filter(moment.asOf()::isBefore).isPresent()) {
                throw new TrainingProblem(
                        "The lake knows `" + dataset + "` from " + first.get() + " on, and not as it was on "
                                + moment.asOf() + ".",
                        "Choose a later moment with --as-of.");
            }
        }
    }

    private String query() {
        String columns = set.columns().stream()
                .map(column -> "CAST(" + name(column.name()) + " AS " + column.type() + ") AS " + name(column.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + set.sql() + "\n) AS query";
    }

    private void requireColumns(Connection connection) throws SQLException {
        List<String> given = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("DESCRIBE " + set.sql())) {
            while (columns.next()) {
                given.add(columns.getString(1));
            }
        }
        List<String> declared =
                set.columns().stream().map(TrainingSet.Column::name).toList();
        if (!given.stream()
                .map(TrainingBuild::folded)
                .sorted()
                .toList()
                .equals(declared.stream().map(TrainingBuild::folded).sorted().toList())) {
            throw new TrainingProblem(
                    "The query of " + set.name() + " gives " + String.join(", ", given) + ", and its description says "
                            + String.join(", ", declared) + ".",
                    "Make the two the same.");
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void requireSteady(boolean same) {
        if (!same) {
            throw new TrainingProblem(
                    "The query of " + set.name()
                            + " gives other rows when something changes after its moment, or when it"
                            + " is asked again.",
                    "Look for a LIMIT, an aggregate or a window whose order leaves ties open, and order by the key as well.");
        }
    }

    private Manifest manifest(Connection connection, Set<String> datasets, BuiltRows rows, Format format)
            throws SQLException {
        Map<String, Long> states = new TreeMap<>(moment.states());
        states.keySet().retainAll(datasets);
        Map<String, List<String>> contracts = new TreeMap<>();
        for (String dataset : states.keySet()) {
            contracts.put(
                    dataset,
                    Sql.texts(
                            connection,
                            "SELECT DISTINCT " + HistorySchema.CONTRACT + " FROM known." + name(dataset) + " WHERE "
                                    + HistorySchema.CONTRACT + " IS NOT NULL ORDER BY 1"));
        }
        return new Manifest(
                set.name(),
                clock.instant(),
                moment.asOf(),
                moment.everything(),
                set.sql(),
                states,
                contracts,
                format.name().toLowerCase(Locale.ROOT),
                set.partitions(),
                rows.count(),
                rows.checksum(),
                rows.figures());
    }

    /** What DuckDB says, without what its driver says before it. */
    private static String firstLines(String message) {
        return message.replaceFirst("(?s)^.*pending query result\\s*Error: ", "")
                .lines()
                .filter(line -> !line.isBlank())
                .limit(SAID)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }
}
