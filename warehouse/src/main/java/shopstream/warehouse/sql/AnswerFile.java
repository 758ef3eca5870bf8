package shopstream.warehouse.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import shopstream.warehouse.training.Sql;

/** Writes the answer to a question into a file. */
final class AnswerFile {
    private static final long MOST_BYTES = 256L << 20;

    private final Connection connection;
    private final WorkerOrder.Preparation preparation;

    AnswerFile(Connection connection, WorkerOrder.Preparation preparation) {
        this.connection = connection;
        this.preparation = preparation;
    }

    /** @param more whether there are more rows than were asked for */
    record Written(long rows, boolean more) {}

    Written write(String sql) throws SQLException, IOException {
        if (preparation.format() == AnswerFormat.PARQUET) {
            return parquet(sql);
        }
        Path file = Path.of(preparation.out());
        try (OutputStream bytes = new Bounded(Files.newOutputStream(file));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return preparation.format() == AnswerFormat.JSON ? json(bytes, rows) : csv(bytes, rows);
        }
    }

    private Written json(OutputStream bytes, ResultSet rows) throws SQLException, IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            ResultSetMetaData columns = rows.getMetaData();
            json.writeStartObject();
            json.writeStringField("shownAt", preparation.shownAt());
            json.writeArrayFieldStart("columns");
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                json.writeStartObject();
                json.writeStringField("name", columns.getColumnLabel(i));
                json.writeStringField("type", columns.getColumnTypeName(i));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            long count = 0;
            boolean more = false;
            while (rows.next()) {
                if (count == preparation.limit()) {
                    more = true;
                    break;
                }
                json.writeStartArray();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    Cell.write(json, rows, i);
                }
                json.writeEndArray();
                count++;
            }
            json.writeEndArray();
            json.writeBooleanField("more", more);
            json.writeEndObject();
            return new Written(count, more);
        }
    }

    private Written csv(OutputStream bytes, ResultSet rows) throws SQLException, IOException {
        try (Writer lines = new BufferedWriter(new java.io.OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                field(lines, i, columns.getColumnLabel(i));
            }
            lines.write('\n');
            long count = 0;
            while (rows.next()) {
                if (count == preparation.limit()) {
                    return new Written(count, true);
                }
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    field(lines, i, Cell.text(rows, i));
                }
                lines.write('\n');
                count++;
            }
            return new Written(count, false);
        }
    }

    /** An empty text is in quotes, so that it is told from what is null. */
    private static void field(Writer line, int place, String text) throws IOException {
        if (place > 1) {
            line.write(',');
        }
        if (text == null) {
            return;
        }
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        line.write(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    /** DuckDB writes it, from a table of its own: only so is known whether there would have been more. */
    private Written parquet(String sql) throws SQLException {
        int limit = preparation.limit();
        Sql.run(
                connection,
                "CREATE TEMP TABLE answer_rows AS SELECT * FROM (" + sql + "\n) AS question LIMIT " + (limit + 1L));
        long found = Sql.one(connection, "SELECT count(*) FROM temp.answer_rows", row -> row.getLong(1));
        Sql.run(
                connection,
                "COPY (SELECT * FROM temp.answer_rows LIMIT " + limit + ") TO " + Sql.text(preparation.out())
                        + " (FORMAT parquet, USE_TMP_FILE false)");
        return new Written(Math.min(found, limit), found > limit);
    }

    /** Nobody reads an answer of more bytes than this, and the disk is not only for answers. */
    private static final class Bounded extends FilterOutputStream {
        private long written;

        Bounded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            count(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(int bytes) {
            written += bytes;
            if (written > MOST_BYTES) {
                throw new SqlProblem(
                        SqlProblem.Kind.TOO_MUCH,
                        "The answer has more than " + (MOST_BYTES >> 20) + " MB.",
                        "Ask for fewer rows or columns, or sum them up.");
            }
        }
    }
}
