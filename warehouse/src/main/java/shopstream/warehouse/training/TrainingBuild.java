package shopstream.warehouse.training;

import static shopstream.warehouse.training.Sql.name;

import java.io.IOException;
import java.nio.file.Files;
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
    private static final String RESULT = "built.main.result";
    private static final int SAID = 3;
    private static final int PARTITIONS_AT_A_TIME = 500;

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
     * Builds the set into a folder, which is there only when all of it is.
     *
     * @param folder must not be there yet, or be empty
     * @throws TrainingProblem saying why it cannot be built; nothing is left behind then
     */
    public Manifest into(Path folder, Format format) {
        Path absolute = folder.toAbsolutePath();
        Path work = absolute.resolveSibling("." + absolute.getFileName() + ".building");
        try {
            requireFree(absolute);
            delete(work);
            Files.createDirectories(work.resolve("files"));
            Manifest manifest = build(work, format);
            manifest.write(work.resolve("files"));
            Files.deleteIfExists(absolute);
            Files.move(work.resolve("files"), absolute);
            return manifest;
        } catch (SQLException e) {
            throw new TrainingProblem(
                    "The training set " + set.name() + " cannot be computed: " + firstLines(e.getMessage()),
                    "Correct " + set.name() + ".sql, or make room where that is what is missing.",
                    e);
        } catch (IOException e) {
            throw new TrainingProblem(
                    "The training set " + set.name() + " cannot be written to " + absolute + ": " + e.getMessage(),
                    "Name a folder on a disk with room, that you may write to, with --out.",
                    e);
        } finally {
            deleteQuietly(work);
        }
    }

    private Manifest build(Path work, Format format) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", limits.memory());
        properties.setProperty("temp_directory", work.resolve("spilled").toString());
        properties.setProperty("preserve_insertion_order", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties)) {
            Sql.run(connection, "SET TimeZone = 'UTC'");
            AsOfViews views = new AsOfViews(connection, moment, seeds);
            Set<String> datasets = TrainingQuery.datasets(
                    connection,
                    set,
                    views.names(),
                    seeds.stream().map(Seed::name).toList());
            views.create();
            requireKnown(views, datasets);
            Sql.run(
                    connection,
                    "ATTACH " + Sql.text(work.resolve("built.duckdb").toString()) + " AS built");
            requireColumns(connection);
            Sql.run(connection, "CREATE TABLE " + RESULT + " AS " + query());
            requireTrue(connection);
            String checksum = checksum(connection, RESULT);
            views.changeAfter();
            requireSteady(checksum, checksum(connection, "(" + query() + ")"));
            copy(connection, work.resolve("files"), format);
            return manifest(connection, datasets, checksum, format);
        }
    }

    /** What was never in the lake cannot be told from what was not there yet. */
    private void requireKnown(AsOfViews views, Set<String> datasets) throws SQLException {
        for (String dataset : datasets) {
            Instant first = views.span(dataset).first();
            if (first != null && moment.asOf().isBefore(first)) {
                throw new TrainingProblem(
                        "The lake knows `" + dataset + "` from " + first + " on, and not as it was on " + moment.asOf()
                                + ".",
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

    /** What the description says of the rows. */
    private void requireTrue(Connection connection) throws SQLException {
        for (TrainingSet.Column column : set.columns()) {
            if (column.required()) {
                long nulls = Sql.one(
                        connection,
                        "SELECT count(*) FROM " + RESULT + " WHERE " + name(column.name()) + " IS NULL",
                        row -> row.getLong(1));
                if (nulls > 0) {
                    throw new TrainingProblem(
                            "The column `" + column.name() + "` of " + set.name() + " is required and empty in " + nulls
                                    + " rows.",
                            "Leave such rows out in its SQL, or take back `required`.");
                }
            }
        }
        if (!set.key().isEmpty()) {
            String key = names(set.key());
            List<String> twice = texts(
                    connection,
                    "SELECT concat_ws(', ', " + key + ") FROM " + RESULT + " GROUP BY " + key
                            + " HAVING count(*) > 1 ORDER BY 1 LIMIT " + SAID);
            if (!twice.isEmpty()) {
                throw new TrainingProblem(
                        "The key (" + String.join(", ", set.key()) + ") of " + set.name()
                                + " is there more than once, for example " + String.join("; ", twice) + ".",
                        "Mend the join in its SQL, or the key in its description.");
            }
        }
    }

    private void requireSteady(String checksum, String again) {
        if (!checksum.equals(again)) {
            throw new TrainingProblem(
                    "The query of " + set.name()
                            + " gives other rows when something changes after its moment, or when it"
                            + " is asked again.",
                    "Look for a LIMIT, an aggregate or a window whose order leaves ties open, and order by the key as well.");
        }
    }

    private String checksum(Connection connection, String rows) throws SQLException {
        String text = set.columns().stream()
                .map(column -> "coalesce(CAST(" + name(column.name()) + " AS VARCHAR), chr(0))")
                .collect(Collectors.joining(", chr(31), "));
        return Sql.one(
                connection,
                "SELECT coalesce(sum(md5_number_lower(concat(" + text + "))::HUGEINT), 0)::VARCHAR FROM " + rows,
                row -> row.getString(1));
    }

    private void copy(Connection connection, Path folder, Format format) throws SQLException {
        String options =
                format == Format.CSV ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION " + set.compression();
        String order = set.key().isEmpty() ? "" : " ORDER BY " + names(set.key());
        if (set.partitions().isEmpty()) {
            Path file = folder.resolve("data_0." + format.name().toLowerCase(Locale.ROOT));
            Sql.run(
                    connection,
                    "COPY (FROM " + RESULT + order + ") TO " + Sql.text(file.toString()) + " (" + options + ")");
            return;
        }
        // Every partition has a buffer while it is written: so many at a time fit into memory.
        String partitions = names(set.partitions());
        Sql.run(
                connection,
                "CREATE TABLE built.main.parts AS SELECT *, row_number() OVER (ORDER BY " + partitions + ") // "
                        + PARTITIONS_AT_A_TIME + " AS __turn FROM (SELECT DISTINCT " + partitions + " FROM " + RESULT
                        + ")");
        long turns =
                Sql.one(connection, "SELECT coalesce(max(__turn), -1) FROM built.main.parts", row -> row.getLong(1));
        String same = set.partitions().stream()
                .map(column -> "part." + name(column) + " IS NOT DISTINCT FROM result." + name(column))
                .collect(Collectors.joining(" AND "));
        for (long turn = 0; turn <= turns; turn++) {
            Sql.run(
                    connection,
                    "COPY (SELECT result.* FROM " + RESULT
                            + " AS result SEMI JOIN (FROM built.main.parts WHERE __turn = "
                            + turn + ") AS part ON " + same + order + ") TO " + Sql.text(folder.toString()) + " ("
                            + options
                            + ", PARTITION_BY (" + partitions + "), OVERWRITE_OR_IGNORE)");
        }
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    private Manifest manifest(Connection connection, Set<String> datasets, String checksum, Format format)
            throws SQLException {
        Map<String, Long> states = new TreeMap<>(moment.states());
        states.keySet().retainAll(datasets);
        Map<String, List<String>> contracts = new TreeMap<>();
        for (String dataset : states.keySet()) {
            contracts.put(
                    dataset,
                    texts(
                            connection,
                            "SELECT DISTINCT " + HistorySchema.CONTRACT + " FROM known." + name(dataset) + " WHERE "
                                    + HistorySchema.CONTRACT + " IS NOT NULL ORDER BY 1"));
        }
        List<Manifest.ColumnFigures> columns = new ArrayList<>();
        for (TrainingSet.Column column : set.columns()) {
            columns.add(figures(connection, column));
        }
        long rows = Sql.one(connection, "SELECT count(*) FROM " + RESULT, row -> row.getLong(1));
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
                rows,
                checksum,
                columns);
    }

    private static Manifest.ColumnFigures figures(Connection connection, TrainingSet.Column column)
            throws SQLException {
        String value = name(column.name());
        boolean number = column.type().matches("(smallint|int|integer|bigint|double|decimal).*");
        return Sql.one(
                connection,
                "SELECT count(*) - count(" + value + "), approx_count_distinct(" + value + "), min(" + value
                        + ")::VARCHAR, max(" + value + ")::VARCHAR, " + (number ? "avg(" + value + ")" : "NULL")
                        + "::DOUBLE FROM " + RESULT,
                row -> new Manifest.ColumnFigures(
                        column.name(),
                        column.type(),
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        (Double) row.getObject(5)));
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static void requireFree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new TrainingProblem(
                            "The folder " + folder + " is not empty.",
                            "Name another one with --out, or empty it first.");
                }
            }
        } else {
            Files.createDirectories(folder.getParent());
        }
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

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException left) {
            // Hidden, and emptied before the next build.
        }
    }
}
