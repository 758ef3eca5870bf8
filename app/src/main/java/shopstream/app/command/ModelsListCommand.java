package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;

/** Lists the editions of every mart. */
@Command(
        name = "list",
        header = {
            "The editions of every mart: shown, being rebuilt, kept.",
            "",
            "Examples:",
            "  ./shopstream models list",
            "  ./shopstream models list --json --data data",
            ""
        },
        description = "Asks the program that runs on the data directory; when none does, says what it wrote down last.",
        optionListHeading = "%nOptions:%n")
public final class ModelsListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    ModelsListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ModelList list = ModelList.of(data.directory());
        if (asJson) {
            terminal.result(list.json().toString());
            return 0;
        }
        if (!list.running()) {
            terminal.say("The program does not run; this is how it stood when it stopped.");
        }
        table(list).forEach(terminal::result);
        for (JsonNode mart : list.marts()) {
            for (JsonNode edition : mart.get("editions")) {
                remark(mart.get("name").asText(), edition).ifPresent(terminal::say);
            }
        }
        return 0;
    }

    private static Optional<String> remark(String mart, JsonNode edition) {
        if (edition.get("message").isTextual()) {
            return Optional.of(mart + " " + edition.get("edition").asText() + ": "
                    + edition.get("message").asText());
        }
        return edition.get("takenBack").asBoolean()
                ? Optional.of(mart + " was taken back: the folder's model is not built until it changes.")
                : Optional.empty();
    }

    private static List<String> table(ModelList list) {
        TextTable table = new TextTable("MART", "EDITION", "STATE", "ROWS", "SINCE (UTC)", "KEPT UNTIL (UTC)");
        for (JsonNode mart : list.marts()) {
            for (JsonNode edition : mart.get("editions")) {
                table.row(
                        mart.get("name").asText(),
                        edition.get("edition").asText(),
                        state(edition, list.running()),
                        String.format(Locale.ROOT, "%,d", edition.get("rows").asLong()),
                        minute(edition.get("since")),
                        minute(edition.get("keptUntil")));
            }
        }
        return table.lines();
    }

    private static String state(JsonNode edition, boolean running) {
        return switch (edition.get("role").asText()) {
            case "building" ->
                "rebuilding "
                        + Math.round(Math.floor(100 * edition.get("progress").asDouble())) + " %";
            case "kept" -> "kept";
            default -> running ? "shown, " + edition.get("state").asText() : "shown";
        };
    }

    private static String minute(JsonNode moment) {
        return moment.isTextual() ? moment.asText().substring(0, 16).replace('T', ' ') : "";
    }
}
