package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shopstream.app.terminal.Terminal;
import shopstream.app.terminal.TextTable;

/** Lists the versions of the recommender's model. */
@Command(
        name = "list",
        header = {
            "The versions of the recommender's model: which one is in use, and how good each was found.",
            "",
            "Examples:",
            "  ./shopstream recommender list",
            "  ./shopstream recommender list --json --data data",
            ""
        },
        description = {
            "Each version was judged by visits that it had not seen, the latest of its time: figures of one line can be"
                    + " compared, those of different lines are from different visits. MERGED is the same lists with nothing"
                    + " learned.",
            "",
            "Asks the program that runs on the data directory; when none does, reads its files."
        },
        optionListHeading = "%nOptions:%n")
public final class RecommenderListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    RecommenderListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        TrainedModels models = TrainedModels.of(data.directory());
        if (asJson) {
            terminal.result(models.json().toString());
            return 0;
        }
        table(models).forEach(terminal::result);
        if (models.json().path("message").isTextual()) {
            terminal.complain(models.json().path("message").asText());
        }
        if (models.json().path("models").isEmpty()) {
            terminal.say("No model has been trained yet: ./shopstream train");
        }
        for (JsonNode model : models.json().path("models")) {
            if (model.path("shortcoming").isTextual()) {
                terminal.say(model.path("version").asText() + " was not put to use: "
                        + model.path("shortcoming").asText());
            }
        }
        return 0;
    }

    private static List<String> table(TrainedModels models) {
        TextTable table = new TextTable(
                "VERSION", "", "HR@20", "MRR@20", "MERGED", "POPULAR", "STEPS", "UP TO (UTC)", "TRAINED IN", "SIZE");
        for (JsonNode model : models.json().path("models")) {
            String version = model.path("version").asText();
            JsonNode quality = model.path("quality");
            table.row(
                    version,
                    models.inUse().filter(version::equals).isPresent() ? "in use" : "",
                    figure(quality.path("model").path("HR@20")),
                    figure(quality.path("model").path("MRR@20")),
                    figure(quality.path("merged").path("MRR@20")),
                    figure(quality.path("popular").path("MRR@20")),
                    KeptLake.count(model.path("from").path("steps").asLong()),
                    model.path("from").path("last").asText().substring(0, 16).replace('T', ' '),
                    String.format(Locale.ROOT, "%.1f s", model.path("seconds").asDouble()),
                    KeptLake.size(model.path("bytes").asLong()));
        }
        return table.lines();
    }

    private static String figure(JsonNode value) {
        return String.format(Locale.ROOT, "%.4f", value.asDouble());
    }
}
