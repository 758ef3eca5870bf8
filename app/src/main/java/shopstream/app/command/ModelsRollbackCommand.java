package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import shopstream.app.Platform;
import shopstream.app.Refusal;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Nearest;
import shopstream.transformations.flink.RollbackWishes;

/** Takes a mart back to the edition before. */
@Command(
        name = "rollback",
        header = {
            "Back to the figures as the model before made them.",
            "",
            "Example:",
            "  ./shopstream models rollback products",
            ""
        },
        description = {
            "Shows the kept edition at once, in one transaction. Its job goes on from where it had stopped; until it has"
                    + " caught up, the page says up to when the figures are complete. A rebuild that has not been"
                    + " shown yet is given up.",
            "",
            "The model in the folder is not built again before it is changed. Without a running program, the next start"
                    + " does it."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
public final class ModelsRollbackCommand implements Callable<Integer> {
    private static final int SWITCH_SECONDS = 30;

    private final Terminal terminal;

    @Parameters(paramLabel = "MART", description = "The mart to take back, such as products.")
    private String mart;

    @Mixin
    private DataOption data;

    ModelsRollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ModelList list = ModelList.of(data.directory());
        JsonNode known = list.mart(mart).orElseThrow(() -> unknown(list));
        if (list.program().isEmpty()) {
            requireEarlier(known);
            new RollbackWishes(data.directory().resolve(Platform.MODELS)).add(mart);
            terminal.result("Noted: the next start takes " + mart + " back to the edition before.");
            return 0;
        }
        list.program().get().post("/api/models/" + mart + "/rollback");
        for (int second = 0; second < SWITCH_SECONDS; second++) {
            Optional<JsonNode> shown = current(ModelList.of(data.directory()))
                    .filter(edition -> edition.get("shown").asBoolean());
            if (shown.isPresent()) {
                JsonNode edition = shown.get();
                terminal.result(mart + " shows edition "
                        + edition.get("edition").asText() + " again, "
                        + (edition.get("completeTo").isTextual()
                                ? "complete up to " + edition.get("completeTo").asText()
                                : "of the time when its job had stopped")
                        + "; its job goes on from there.");
                terminal.say("The model in the folder is not built again before it is changed.");
                return 0;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new Refusal(
                mart + " was taken back, but the warehouse does not show it after " + SWITCH_SECONDS + " s.",
                "Look at ./shopstream models list and at the status page.");
    }

    private Optional<JsonNode> current(ModelList list) {
        for (JsonNode edition : list.mart(mart).orElseThrow(() -> unknown(list)).get("editions")) {
            if (edition.get("role").asText().equals("current")) {
                return Optional.of(edition);
            }
        }
        return Optional.empty();
    }

    private void requireEarlier(JsonNode known) {
        if (known.get("editions").size() < 2) {
            throw new Refusal(
                    "The mart " + mart + " has no earlier edition to go back to.",
                    "./shopstream models list shows what there is.");
        }
    }

    private Refusal unknown(ModelList list) {
        List<String> names = new ArrayList<>();
        list.marts().forEach(one -> names.add(one.get("name").asText()));
        return new Refusal(
                "There is no mart " + mart + " in " + data.directory().toAbsolutePath() + ".",
                Nearest.of(mart, names)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("There are " + String.join(", ", names) + "."));
    }
}
