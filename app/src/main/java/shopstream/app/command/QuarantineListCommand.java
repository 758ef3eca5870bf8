package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.Refusal;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;
import shopstream.operations.quarantine.QuarantineBook.Wanted;

/** Lists what was rejected. */
@Command(
        name = "list",
        header = {
            "Lists what was rejected: by cause, or record by record.",
            "",
            "Examples:",
            "  ./shopstream quarantine list",
            "  ./shopstream quarantine list --records --dataset products --column buyPrice --most 100",
            ""
        },
        description = "Whether or not the program runs. Exit code 0 also where there is something in it.",
        optionListHeading = "%nOptions:%n")
public final class QuarantineListCommand implements Callable<Integer> {
    private static final int MOST = 500;

    private final Terminal terminal;

    @Option(names = "--records", description = "One record a line, the newest first, instead of causes.")
    private boolean recordsWanted;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Of this dataset alone.")
    private String dataset;

    @Option(names = "--rule", paramLabel = "NAME", description = "What broke this rule alone, such as minimum.")
    private String rule;

    @Option(names = "--column", paramLabel = "NAME", description = "What broke a rule of this column alone.")
    private String column;

    @Option(
            names = "--most",
            defaultValue = "20",
            paramLabel = "COUNT",
            description = "So many records at most (default: ${DEFAULT-VALUE}).")
    private int most;

    @Mixin
    private QuarantineOptions options;

    QuarantineListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (most < 1 || most > MOST) {
            throw new Refusal(most + " records cannot be listed.", "Write a number from 1 to " + MOST + ".");
        }
        Wanted wanted =
                new Wanted(Optional.ofNullable(dataset), Optional.ofNullable(rule), Optional.ofNullable(column));
        try (AskedQuarantine quarantine = options.open()) {
            if (recordsWanted) {
                records(quarantine.records(wanted, most));
            } else {
                causes(quarantine.standing(wanted));
            }
        }
        return 0;
    }

    private void causes(JsonNode standing) {
        if (options.asJson()) {
            terminal.result(standing.toString());
            return;
        }
        if (standing.get("causes").isEmpty()) {
            terminal.say("Nothing was rejected.");
            return;
        }
        TextTable table = new TextTable(
                "DATASET", "RULE", "COLUMN", "RECORDS", "STALE ROWS", "FIRST (UTC)", "LAST (UTC)", "VALUES");
        for (JsonNode cause : standing.get("causes")) {
            table.row(
                    cause.get("dataset").asText(),
                    cause.get("rule").asText(),
                    cause.get("column").asText(),
                    KeptLake.count(cause.get("records").asLong()),
                    KeptLake.count(cause.get("stale").asLong()),
                    moment(cause.get("first")),
                    moment(cause.get("last")),
                    values(cause));
        }
        table.lines().forEach(terminal::result);
        if (standing.get("stale").asLong() > 0) {
            terminal.say("Stale rows are shown as they were before the change that was rejected.");
        }
    }

    private static String values(JsonNode cause) {
        StringJoiner values = new StringJoiner(", ");
        for (JsonNode example : cause.get("examples")) {
            values.add(value(example.get("value")) + " ("
                    + KeptLake.count(example.get("records").asLong()) + ")");
        }
        if (cause.get("recordsOfOtherValues").asLong() > 0) {
            values.add("others ("
                    + KeptLake.count(cause.get("recordsOfOtherValues").asLong()) + ")");
        }
        return values.toString();
    }

    private void records(JsonNode answer) {
        if (options.asJson()) {
            terminal.result(answer.get("records").toString());
            return;
        }
        if (answer.get("records").isEmpty()) {
            terminal.say("Nothing was rejected.");
            return;
        }
        TextTable table = new TextTable("PLACE", "SET ASIDE (UTC)", "DATASET", "RULE", "COLUMN", "VALUE", "FROM");
        for (JsonNode record : answer.get("records")) {
            table.row(
                    record.get("place").asText(),
                    moment(record.get("setAside")),
                    record.get("dataset").asText(),
                    record.get("rule").asText(),
                    record.get("column").asText(),
                    value(record.get("value")),
                    record.get("where").asText());
        }
        table.lines().forEach(terminal::result);
    }

    /** On one line; one that is missing is told from one that is empty. */
    static String value(JsonNode value) {
        return value.isNull() ? "nothing" : "'" + value.asText().replaceAll("\\p{Cntrl}", "␣") + "'";
    }

    static String moment(JsonNode text) {
        return KeptLake.second(Instant.parse(text.asText()));
    }
}
