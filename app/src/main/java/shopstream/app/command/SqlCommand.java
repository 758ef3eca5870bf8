package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.Refusal;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.warehouse.sql.AnswerFormat;

/** Answers one question in SQL. */
@Command(
        name = "sql",
        header = {
            "Answers a question in SQL over marts, measures and the lake.",
            "",
            "Examples:",
            "  ./shopstream sql --tables",
            "  ./shopstream sql \"SELECT region, sum(revenue) FROM sales_by_day GROUP BY region ORDER BY 2 DESC\"",
            "  ./shopstream sql \"SELECT * FROM lake.orders_versions\" --format parquet --out versions.parquet",
            "  ./shopstream sql - < question.sql",
            ""
        },
        description = {
            "Asks the program that runs on the data directory; where none runs, the data as it stood when it stopped. Only"
                    + " a SELECT is answered: nothing can be changed, and no file opened. A question may take 30 seconds.",
            "",
            "Exit code 0 when it was answered, 1 when not."
        },
        optionListHeading = "%nOptions:%n")
public final class SqlCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal;

    /** How an answer is printed. */
    enum Format {
        TABLE,
        JSON,
        CSV,
        PARQUET;

        AnswerFormat asked() {
            return this == TABLE ? AnswerFormat.JSON : AnswerFormat.valueOf(name());
        }
    }

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "One SELECT; - reads it from standard input.")
    private String sql;

    @Option(names = "--tables", description = "List the tables and their columns instead.")
    private boolean tablesWanted;

    @Option(names = "--format", defaultValue = "table", description = "table, json, csv or parquet (default: table).")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the answer there instead of printing it.")
    private Path out;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "Rows at most (default: 1000 as table or JSON, a million otherwise).")
    private Integer limit;

    @Option(
            names = "--shop",
            defaultValue = "shop",
            paramLabel = "DIR",
            description = "The folder with contracts and dashboards; only read where no program runs"
                    + " (default: ${DEFAULT-VALUE}).")
    private Path shop;

    @Mixin
    private DataOption data;

    SqlCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!tablesWanted && sql == null) {
            throw new Refusal("There is no question.", "Write it in quotes: ./shopstream sql \"SELECT 1\"");
        }
        if (format == Format.PARQUET && out == null) {
            throw new Refusal("Parquet is not for reading.", "Name a file for it: --out answer.parquet");
        }
        try (Answerer answerer = Answerer.on(data.directory(), shop)) {
            if (tablesWanted) {
                tables(answerer.tables());
            } else {
                answer(answerer);
            }
        }
        return 0;
    }

    private void answer(Answerer answerer) throws IOException {
        String question =
                sql.equals("-") ? new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8) : sql;
        int rows = limit == null ? format.asked().rows() : limit;
        Answerer.Answered answered = answerer.answer(question, rows, format.asked());
        try (InputStream content = answered.content()) {
            if (format == Format.TABLE) {
                write(table(JSON.readTree(content)));
            } else if (out == null) {
                terminal.result(
                        new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).stripTrailing());
            } else {
                Files.copy(content, out, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (out != null) {
            terminal.say("  " + KeptLake.count(answered.rows()) + " rows in " + out);
        }
        if (answered.more()) {
            terminal.say("There are more rows than these " + KeptLake.count(answered.rows())
                    + ". --limit says how many are shown.");
        }
    }

    private void write(List<String> lines) throws IOException {
        if (out == null) {
            lines.forEach(terminal::result);
        } else {
            Files.write(out, lines);
        }
    }

    private static List<String> table(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.get("columns").forEach(column -> names.add(column.get("name").asText()));
        TextTable table = new TextTable(names.toArray(String[]::new));
        answer.get("rows").forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNull() ? "" : cell.asText().replaceAll("[\\r\\n]+", " ")));
            table.row(cells.toArray(String[]::new));
        });
        return table.lines();
    }

    private void tables(JsonNode tables) throws IOException {
        if (format == Format.JSON) {
            write(List.of(tables.toString()));
            return;
        }
        TextTable lines = new TextTable("TABLE", "COLUMN", "TYPE", "WHAT IT IS");
        for (JsonNode table : tables.get("tables")) {
            lines.row(
                    table.get("name").asText(),
                    "",
                    table.get("kind").asText().toLowerCase(Locale.ROOT),
                    table.get("description").asText());
            for (JsonNode column : table.get("columns")) {
                lines.row(
                        "",
                        column.get("name").asText(),
                        column.get("type").asText(),
                        column.get("description").asText());
            }
        }
        write(lines.lines());
        if (tables.path("missing").isTextual()) {
            terminal.say(
                    "Those of the lake are missing. " + tables.get("missing").asText());
        }
    }
}
