package shopstream.warehouse.training;

import static shopstream.warehouse.training.Sql.name;
import static shopstream.warehouse.training.Sql.text;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shopstream.contracts.seeds.Seed;
import shopstream.lake.HistorySchema;
import shopstream.lake.HistoryTable;
import shopstream.lake.HistoryTable.ValueColumn;

/**
 * Views over a lake as it was known at one moment: of each dataset its rows, under its own name, and as
 * {@code NAME_versions} every version until then with {@code valid_from} and {@code valid_to}. A row that was there when
 * the lake began is valid from {@code -infinity}.
 */
final class AsOfViews {
    /** The schema of what the files hold, and the one of what of it was known. */
    private static final String FILES = "files";

    private static final String KNOWN = "known";

    /** More than clocks of two machines lie apart. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** So long is, at the beginning of a position, the number of the reading that it belongs to. */
    private static final int EPOCH_DIGITS = 6;

    private static final List<String> OF_THE_CHANGE =
            List.of(HistorySchema.OPERATION, HistorySchema.POSITION, HistorySchema.COMMIT_TIME, HistorySchema.CONTRACT);

    private final Connection connection;
    private final LakeMoment moment;
    private final List<Seed> seeds;

    /** @param seeds the shop's small tables, as they are now, under their own names */
    AsOfViews(Connection connection, LakeMoment moment, List<Seed> seeds) {
        this.connection = connection;
        this.moment = moment;
        this.seeds = seeds;
    }

    /** The names of datasets and of their versions that a query may use. */
    List<String> names() {
        return moment.datasets().stream()
                .flatMap(dataset -> Stream.of(dataset.name(), dataset.name() + "_versions"))
                .toList();
    }

    void create() throws SQLException {
        for (String statement : statements(moment)) {
            Sql.run(connection, statement);
        }
        for (Seed seed : seeds) {
            Sql.run(connection, "CREATE TABLE main." + name(seed.name()) + " AS " + rows(seed));
        }
    }

    /** What creates the views in an empty database. */
    static List<String> statements(LakeMoment moment) {
        List<String> statements = new ArrayList<>(List.of(
                "CREATE SCHEMA " + FILES,
                "CREATE SCHEMA " + KNOWN,
                "CREATE MACRO as_of() AS " + Sql.moment(moment.asOf())));
        for (LakeMoment.Dataset dataset : moment.datasets()) {
            String view = name(dataset.name());
            statements.add("CREATE VIEW " + FILES + "." + view + " AS " + files(dataset));
            statements.add("CREATE VIEW " + KNOWN + "." + view + " AS SELECT * FROM " + FILES + "." + view + " WHERE "
                    + moment.known(HistorySchema.COMMIT_TIME) + " AND " + HistorySchema.COMMIT_TIME + " < "
                    + Sql.moment(end(moment)));
            statements.add("CREATE VIEW main." + view + " AS " + rows(dataset));
            statements.add("CREATE VIEW main." + name(dataset.name() + "_versions") + " AS " + versions(dataset));
        }
        return statements;
    }

    private static String rows(Seed seed) {
        String columns = seed.columns().stream().map(Sql::name).collect(Collectors.joining(", "));
        String rows = seed.rows().stream()
                .map(row -> row.stream()
                        .map(value -> value == null ? "NULL" : text(value))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return seed.rows().isEmpty()
                ? "SELECT "
                        + seed.columns().stream()
                                .map(c -> "NULL::VARCHAR AS " + name(c))
                                .collect(Collectors.joining(", "))
                        + " WHERE false"
                : "SELECT * FROM (VALUES " + rows + ") AS seed(" + columns + ")";
    }

    /** Nothing that is held is of a time behind it. */
    private static Instant end(LakeMoment moment) {
        return moment.asOf().plus(AHEAD);
    }

    /**
     * Puts changes behind the moment into what the files hold: other values for some keys, the end of others, and new ones; of
     * every dataset that has rows at least one of each. Whoever asks for what was known at the moment must not notice.
     *
     * @param read the datasets that are asked
     */
    void changeAfter(Collection<String> read) throws SQLException {
        for (LakeMoment.Dataset dataset : moment.only(read).datasets()) {
            String hash = "hash(" + keys(dataset) + ")";
            Optional<String> least = Sql.one(
                    connection,
                    "SELECT min(" + hash + ")::VARCHAR FROM " + FILES + "." + name(dataset.name()),
                    row -> Optional.ofNullable(row.getString(1)));
            if (least.isPresent()) {
                String first = hash + " = " + least.get();
                String from = " FROM (" + files(dataset) + ") WHERE ";
                Sql.run(
                        connection,
                        "CREATE OR REPLACE VIEW " + FILES + "." + name(dataset.name()) + " AS " + files(dataset)
                                + late(
                                        dataset,
                                        "CASE WHEN " + hash + " % 64 = 0 OR " + first + " THEN 'u' ELSE 'd' END")
                                + changed(dataset, false) + from + hash + " % 64 < 2 OR " + first
                                + late(dataset, "'c'") + changed(dataset, true) + from + hash + " % 64 = 2 OR "
                                + first);
            }
        }
    }

    private String late(LakeMoment.Dataset dataset, String operation) {
        Instant late = moment.everything() ? end(moment) : moment.asOf().plusSeconds(1);
        return " UNION ALL SELECT "
                + String.join(
                        ", ", operation, HistorySchema.POSITION + " || '~'", Sql.moment(late), HistorySchema.CONTRACT);
    }

    /** Values of rows that come later. @param others whether they are of other keys, or of the same with other values */
    private static String changed(LakeMoment.Dataset dataset, boolean others) {
        return dataset.history().values().stream()
                .map(column -> ", " + (column.key() == others ? other(column) : name(column.name())))
                .collect(Collectors.joining());
    }

    /** Another value of the same type. */
    private static String other(ValueColumn column) {
        return switch (Sql.type(column.type())) {
            case "VARCHAR" -> "reverse(" + name(column.name()) + ") || '?'";
            case "BOOLEAN" -> "NOT " + name(column.name());
            case "DATE" -> name(column.name()) + " - 3";
            case "TIMESTAMPTZ" -> name(column.name()) + " - INTERVAL 3 DAY";
            default -> "-1 - " + name(column.name());
        };
    }

    /** What the files of a state hold, by the columns' numbers: names may have been others when they were written. */
    private static String files(LakeMoment.Dataset dataset) {
        HistoryTable history = dataset.history();
        List<String> locations =
                paths(dataset).stream().map(path -> text(path.toString())).toList();
        List<String> columns = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (String change : OF_THE_CHANGE) {
            String type = change.equals(HistorySchema.COMMIT_TIME) ? "TIMESTAMPTZ" : "VARCHAR";
            columns.add(column(history.idOf(change), change, type));
            empty.add("NULL::" + type + " AS " + change);
        }
        for (ValueColumn value : history.values()) {
            columns.add(column(value.id(), value.name(), Sql.type(value.type())));
            empty.add("NULL::" + Sql.type(value.type()) + " AS " + name(value.name()));
        }
        return locations.isEmpty()
                ? "SELECT " + String.join(", ", empty) + " WHERE false"
                : "SELECT * FROM read_parquet([" + String.join(", ", locations) + "], schema = MAP {"
                        + String.join(", ", columns) + "})";
    }

    /** The files of a dataset's state, as Iceberg plans to read it. */
    static List<Path> paths(LakeMoment.Dataset dataset) {
        return dataset.state().map(dataset.history()::files).orElse(List.of()).stream()
                .map(file -> dataset.history().local(file))
                .toList();
    }

    private static String column(int id, String name, String type) {
        return id + ": {name: " + text(name) + ", type: " + text(type) + ", default_value: NULL}";
    }

    private static String keys(LakeMoment.Dataset dataset) {
        return names(dataset, true);
    }

    private static String names(LakeMoment.Dataset dataset, boolean keysOnly) {
        return dataset.history().values().stream()
                .filter(column -> column.key() || !keysOnly)
                .map(column -> name(column.name()))
                .collect(Collectors.joining(", "));
    }

    /**
     * The last version of each key. Most keys have one only, and need not be sorted by their positions. Which have several is
     * told by hashes, which are smaller than keys; where two keys have the same one, both are sorted.
     */
    private static String rows(LakeMoment.Dataset dataset) {
        String known = KNOWN + "." + name(dataset.name());
        String keys = keys(dataset);
        String values = names(dataset, false);
        String several = " JOIN several ON hash(" + keys + ") = several.__hash";
        return "WITH several AS (SELECT hash(" + keys + ") AS __hash FROM " + known
                + " GROUP BY __hash HAVING count(*) > 1) SELECT " + values + " FROM " + known + " ANTI" + several
                + " WHERE " + HistorySchema.OPERATION + " <> 'd' UNION ALL SELECT " + values
                + " FROM (SELECT *, row_number() OVER (PARTITION BY " + keys + " ORDER BY " + HistorySchema.POSITION
                + " DESC) AS __number FROM " + known + " SEMI" + several + ") WHERE __number = 1 AND "
                + HistorySchema.OPERATION + " <> 'd'";
    }

    /** A row that was read again as it was, as after the log was lost, is no version: the one before goes on. */
    private static String versions(LakeMoment.Dataset dataset) {
        String window = " OVER (PARTITION BY " + keys(dataset) + " ORDER BY " + HistorySchema.POSITION + ")";
        String values = "row(" + names(dataset, false) + ")";
        String again = HistorySchema.OPERATION + " = 'r' AND lag(" + HistorySchema.OPERATION + ")" + window
                + " <> 'd' AND " + values + " IS NOT DISTINCT FROM lag(" + values + ")" + window;
        return "SELECT " + names(dataset, false) + ", valid_from, valid_to FROM (SELECT *, CASE WHEN "
                + HistorySchema.OPERATION + " = 'r' AND row_number()" + window
                + " = 1 THEN TIMESTAMPTZ '-infinity' ELSE " + HistorySchema.COMMIT_TIME + " END AS valid_from, lead("
                + HistorySchema.COMMIT_TIME + ")" + window + " AS valid_to FROM (SELECT *, coalesce(" + again
                + ", false) AS __again FROM " + KNOWN + "." + name(dataset.name()) + ") WHERE NOT __again) WHERE "
                + HistorySchema.OPERATION + " <> 'd'";
    }

    /** Every change as it came, deletions too: of those there is only the key. */
    static String history(LakeMoment.Dataset dataset) {
        return "CREATE VIEW main." + name(dataset.name() + "_history") + " AS SELECT " + names(dataset, false) + ", "
                + HistorySchema.OPERATION + " AS operation, " + HistorySchema.COMMIT_TIME + " AS commit_time, "
                + HistorySchema.POSITION + " AS position FROM " + FILES + "." + name(dataset.name());
    }

    /**
     * From when on a dataset is known: from the end of its first reading, since before it only some of the rows were there,
     * or from the first change where there was no reading. Nothing where there is no row.
     */
    Optional<Instant> first(String dataset) throws SQLException {
        String history = FILES + "." + name(dataset);
        String read = "(SELECT max(" + HistorySchema.COMMIT_TIME + ") FROM " + history + " WHERE "
                + HistorySchema.OPERATION
                + " = 'r' AND " + HistorySchema.POSITION + " < (SELECT left(min(" + HistorySchema.POSITION + "), "
                + EPOCH_DIGITS + ") || '~' FROM " + history + "))";
        return Sql.one(
                connection,
                "SELECT epoch_us(coalesce(" + read + ", min(" + HistorySchema.COMMIT_TIME + "))) FROM " + history,
                row -> {
                    long micros = row.getLong(1);
                    return row.wasNull()
                            ? Optional.<Instant>empty()
                            : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
                });
    }
}
