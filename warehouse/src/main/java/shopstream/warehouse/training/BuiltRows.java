package shopstream.warehouse.training;

import static shopstream.warehouse.training.Sql.name;
import static shopstream.warehouse.training.Sql.names;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import shopstream.warehouse.training.TrainingBuild.Format;

/** The rows of a set that is being built, in a table of their own: what they add up to, whether they are as described, their files. */
final class BuiltRows {
    private static final String TABLE = "built.main.result";
    private static final int SAID = 3;
    private static final int PARTITIONS_AT_A_TIME = 500;

    private final Connection connection;
    private final TrainingSet set;

    private BuiltRows(Connection connection, TrainingSet set) {
        this.connection = connection;
        this.set = set;
    }

    /** Computes the rows. @param file of a database that is to hold them */
    static BuiltRows of(Connection connection, TrainingSet set, String query, Path file) throws SQLException {
        Sql.run(connection, "ATTACH " + Sql.text(file.toString()) + " AS built");
        Sql.run(connection, "CREATE TABLE " + TABLE + " AS " + query);
        return new BuiltRows(connection, set);
    }

    long count() throws SQLException {
        return Sql.one(connection, "SELECT count(*) FROM " + TABLE, row -> row.getLong(1));
    }

    String checksum() throws SQLException {
        return checksum(TABLE);
    }

    /** The checksum that these rows would have if the query were asked again. */
    String checksumOf(String query) throws SQLException {
        return checksum("(" + query + ")");
    }

    private String checksum(String rows) throws SQLException {
        String text = set.columns().stream()
                .map(column -> "coalesce(CAST(" + name(column.name()) + " AS VARCHAR), chr(0))")
                .collect(Collectors.joining(", chr(31), "));
        return Sql.one(
                connection,
                "SELECT coalesce(sum(md5_number_lower(concat(" + text + "))::HUGEINT), 0)::VARCHAR FROM " + rows,
                row -> row.getString(1));
    }

    /** @throws TrainingProblem where the rows are not what the description says */
    void requireTrue() throws SQLException {
        for (TrainingSet.Column column : set.columns()) {
            if (column.required()) {
                long nulls = Sql.one(
                        connection,
                        "SELECT count(*) FROM " + TABLE + " WHERE " + name(column.name()) + " IS NULL",
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
    void write(Path folder, Format format) throws SQLException {
        String options =
                format == Format.CSV ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION " + set.compression();
        String order = set.key().isEmpty() ? "" : " ORDER BY " + names(set.key());
        if (set.partitions().isEmpty()) {
            Path file = folder.resolve("data_0." + format.name().toLowerCase(Locale.ROOT));
            Sql.run(
                    connection,
                    "COPY (FROM " + TABLE + order + ") TO " + Sql.text(file.toString()) + " (" + options + ")");
            return;
        }
        // Every partition has a buffer while it is written: so many at a time fit into memory.
        String partitions = names(set.partitions());
        Sql.run(
                connection,
                "CREATE TABLE built.main.parts AS SELECT *, row_number() OVER (ORDER BY " + partitions + ") // "
                        + PARTITIONS_AT_A_TIME + " AS __turn FROM (SELECT DISTINCT " + partitions + " FROM " + TABLE
                        + ")");
        long turns =
                Sql.one(connection, "SELECT coalesce(max(__turn), -1) FROM built.main.parts", row -> row.getLong(1));
        String same = set.partitions().stream()
                .map(column -> "part." + name(column) + " IS NOT DISTINCT FROM result." + name(column))
                .collect(Collectors.joining(" AND "));
        for (long turn = 0; turn <= turns; turn++) {
            Sql.run(
                    connection,
                    "COPY (SELECT result.* FROM " + TABLE
                            + " AS result SEMI JOIN (FROM built.main.parts WHERE __turn = "
                            + turn + ") AS part ON " + same + order + ") TO " + Sql.text(folder.toString()) + " ("
                            + options
                            + ", PARTITION_BY (" + partitions + "), OVERWRITE_OR_IGNORE)");
        }
    }

    List<Manifest.ColumnFigures> figures() throws SQLException {
        List<Manifest.ColumnFigures> figures = new ArrayList<>();
        for (TrainingSet.Column column : set.columns()) {
            figures.add(figures(column));
        }
        return figures;
    }

    private Manifest.ColumnFigures figures(TrainingSet.Column column) throws SQLException {
        String value = name(column.name());
        boolean number = column.type().matches("(smallint|int|integer|bigint|double|decimal).*");
        return Sql.one(
                connection,
                "SELECT count(*) - count(" + value + "), approx_count_distinct(" + value + "), min(" + value
                        + ")::VARCHAR, max(" + value + ")::VARCHAR, " + (number ? "avg(" + value + ")" : "NULL")
                        + "::DOUBLE FROM " + TABLE,
                row -> new Manifest.ColumnFigures(
                        column.name(),
                        column.type(),
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        (Double) row.getObject(5)));
    }
}
