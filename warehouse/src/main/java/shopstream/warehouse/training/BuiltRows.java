package shopstream.warehouse.training;

import static shopstream.warehouse.training.Sql.name;
import static shopstream.warehouse.training.Sql.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import shopstream.warehouse.training.TrainingBuild.Format;

/**
 * The rows of a set that is being built: what they add up to, whether they are as described, their files. They are in a
 * Parquet file in the order of the key, which is the set's own where it is not divided: a table of DuckDB's would be written
 * beside it, and that took longer than the join.
 */
final class BuiltRows {
    private static final String TABLE = "built_rows";
    private static final int SAID = 3;

    /** How many sums are of all columns together. */
    private static final int OF_ALL = 3;

    private static final int PARTITIONS_AT_A_TIME = 500;

    private final Connection connection;
    private final TrainingSet set;
    private final Path file;
    private final Sums sums;

    private BuiltRows(Connection connection, TrainingSet set, Path file, Sums sums) {
        this.connection = connection;
        this.set = set;
        this.file = file;
        this.sums = sums;
    }

    /** Computes the rows. @param file that is to hold them */
    static BuiltRows of(Connection connection, TrainingSet set, String query, Path file) throws SQLException {
        Sql.run(
                connection,
                "COPY (" + query + order(set) + ") TO " + Sql.text(file.toString()) + " ("
                        + options(set, Format.PARQUET) + ")");
        String columns = set.columns().stream()
                .map(column -> name(column.name()) + "::" + column.type() + " AS " + name(column.name()))
                .collect(Collectors.joining(", "));
        Sql.run(
                connection,
                "CREATE TEMP VIEW " + TABLE + " AS SELECT " + columns + " FROM read_parquet("
                        + Sql.text(file.toString()) + ")");
        return new BuiltRows(connection, set, file, sums(connection, set));
    }

    private static String order(TrainingSet set) {
        return set.key().isEmpty() ? "" : " ORDER BY " + names(set.key());
    }

    private static String options(TrainingSet set, Format format) {
        return format == Format.CSV ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION " + set.compression();
    }

    long count() {
        return sums.rows();
    }

    String checksum() {
        return sums.checksum();
    }

    List<Manifest.ColumnFigures> figures() {
        return sums.columns();
    }

    /** Whether the query gives the same rows if it is asked now. */
    boolean sameAs(String query) throws SQLException {
        return sums.hash()
                .equals(Sql.one(connection, "SELECT " + hash(set) + " FROM (" + query + ")", row -> row.getString(1)));
    }

    /** Like the checksum, but DuckDB's own and much faster: it has to tell rows apart only while it runs. */
    private static String hash(TrainingSet set) {
        return "coalesce(sum(hash("
                + names(set.columns().stream().map(TrainingSet.Column::name).toList()) + ")::HUGEINT), 0)::VARCHAR";
    }

    /** @throws TrainingProblem where the rows are not what the description says */
    void requireTrue() throws SQLException {
        for (Manifest.ColumnFigures column : figures()) {
            if (column.nulls() > 0 && set.column(column.name()).orElseThrow().required()) {
                throw new TrainingProblem(
                        "The column `" + column.name() + "` of " + set.name() + " is required and empty in "
                                + column.nulls() + " rows.",
                        "Leave such rows out in its SQL, or take back `required`.");
            }
        }
        if (!set.key().isEmpty()) {
            String key = names(set.key());
            List<String> twice = Sql.texts(
                    connection,
                    "SELECT concat_ws(', ', " + key + ") FROM " + TABLE + " GROUP BY " + key
                            + " HAVING count(*) > 1 ORDER BY 1 LIMIT " + SAID);
            if (!twice.isEmpty()) {
                throw new TrainingProblem(
                        "The key (" + String.join(", ", set.key()) + ") of " + set.name()
                                + " is there more than once, for example " + String.join("; ", twice) + ".",
                        "Mend the join in its SQL, or the key in its description.");
            }
        }
    }

    /** Writes the files. @param folder that is there already */
    void write(Path folder, Format format) throws SQLException, IOException {
        String options = options(set, format);
        if (set.partitions().isEmpty()) {
            Path only = folder.resolve("data_0." + format.name().toLowerCase(Locale.ROOT));
            if (format == Format.PARQUET) {
                Files.move(file, only);
            } else {
                Sql.run(
                        connection,
                        "COPY (FROM " + TABLE + order(set) + ") TO " + Sql.text(only.toString()) + " (" + options
                                + ")");
            }
            return;
        }
        // Every partition has a buffer while it is written: so many at a time fit into memory.
        String partitions = names(set.partitions());
        Sql.run(
                connection,
                "CREATE TEMP TABLE built_parts AS SELECT *, row_number() OVER (ORDER BY " + partitions + ") // "
                        + PARTITIONS_AT_A_TIME + " AS __turn FROM (SELECT DISTINCT " + partitions + " FROM " + TABLE
                        + ")");
        long turns = Sql.one(connection, "SELECT coalesce(max(__turn), -1) FROM built_parts", row -> row.getLong(1));
        String same = set.partitions().stream()
                .map(column -> "part." + name(column) + " IS NOT DISTINCT FROM result." + name(column))
                .collect(Collectors.joining(" AND "));
        for (long turn = 0; turn <= turns; turn++) {
            Sql.run(
                    connection,
                    "COPY (SELECT result.* FROM " + TABLE
                            + " AS result SEMI JOIN (FROM built_parts WHERE __turn = "
                            + turn + ") AS part ON " + same + order(set) + ") TO " + Sql.text(folder.toString()) + " ("
                            + options
                            + ", PARTITION_BY (" + partitions + "), OVERWRITE_OR_IGNORE)");
        }
    }

    /** What all rows add up to. */
    private record Sums(long rows, String checksum, String hash, List<Manifest.ColumnFigures> columns) {}

    /** In one pass over the rows: they are many more than there are columns. */
    private static Sums sums(Connection connection, TrainingSet set) throws SQLException {
        List<String> sums = new ArrayList<>(List.of("count(*)", RowChecksum.of(set), hash(set)));
        for (TrainingSet.Column column : set.columns()) {
            String value = name(column.name());
            sums.addAll(List.of(
                    "count(*) - count(" + value + ")",
                    "approx_count_distinct(" + value + ")",
                    "min(" + value + ")::VARCHAR",
                    "max(" + value + ")::VARCHAR",
                    (number(column) ? "avg(" + value + ")" : "NULL") + "::DOUBLE"));
        }
        return Sql.one(connection, "SELECT " + String.join(", ", sums) + " FROM " + TABLE, row -> {
            List<Manifest.ColumnFigures> columns = new ArrayList<>();
            int at = OF_ALL + 1;
            for (TrainingSet.Column column : set.columns()) {
                columns.add(new Manifest.ColumnFigures(
                        column.name(),
                        column.type(),
                        row.getLong(at++),
                        row.getLong(at++),
                        row.getString(at++),
                        row.getString(at++),
                        (Double) row.getObject(at++)));
            }
            return new Sums(row.getLong(1), row.getString(2), row.getString(OF_ALL), columns);
        });
    }

    private static boolean number(TrainingSet.Column column) {
        return column.type().matches("(smallint|int|integer|bigint|double|decimal).*");
    }
}
