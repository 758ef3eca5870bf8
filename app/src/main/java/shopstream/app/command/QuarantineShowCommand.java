package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import shopstream.app.terminal.Terminal;

/** Shows one record that was rejected. */
@Command(
        name = "show",
        header = {"Shows all of one record that was rejected.", "", "Example:", "  ./shopstream quarantine show 17", ""
        },
        description = "Whether or not the program runs. What the contract calls personal is not shown.",
        optionListHeading = "%nOptions:%n")
public final class QuarantineShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "PLACE", description = "As `quarantine list --records` shows it.")
    private long place;

    @Mixin
    private QuarantineOptions options;

    QuarantineShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (AskedQuarantine quarantine = options.open()) {
            JsonNode record = quarantine.record(place);
            if (options.asJson()) {
                terminal.result(record.toString());
                return 0;
            }
            terminal.result(record.get("dataset").asText() + ": "
                    + record.get("column").asText() + " breaks "
                    + record.get("rule").asText() + " with " + QuarantineListCommand.value(record.get("value")));
            terminal.result("  set aside  " + QuarantineListCommand.moment(record.get("setAside")) + " UTC");
            terminal.result("  from       " + record.get("source").asText() + ", "
                    + record.get("where").asText());
            terminal.result("  contract   " + record.get("contract").asText());
            terminal.result("  before it  "
                    + (record.get("leftStale").asBoolean()
                            ? "an older version of the row, which stayed"
                            : "nothing of this row was accepted, or it was gone"));
            terminal.result("");
            for (Map.Entry<String, JsonNode> column : record.get("original").properties()) {
                terminal.result((column.getKey().equals(record.get("column").asText()) ? "> " : "  ") + column.getKey()
                        + ": "
                        + (column.getValue().isTextual() ? column.getValue().asText() : column.getValue()));
            }
        }
        return 0;
    }
}
