package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import shopstream.app.DataDirectory;
import shopstream.app.RecommenderHome;
import shopstream.app.Refusal;
import shopstream.recommender.models.ModelVersions;

/**
 * The versions of the recommender's model on a data directory, from the program that runs on it or from its files.
 *
 * @param program the one that runs; empty when none does
 */
record TrainedModels(JsonNode json, Optional<RunningProgram> program) {
    static TrainedModels of(Path data) {
        Optional<URI> address = DataDirectory.runningAt(data);
        if (address.isPresent()) {
            RunningProgram program =
                    new RunningProgram(address.get(), "./shopstream recommender list shows what there is.");
            return new TrainedModels(
                    program.find("/api/recommender/models").orElseThrow(TrainedModels::nothingIsRecommended),
                    Optional.of(program));
        }
        return new TrainedModels(kept(RecommenderHome.models(data)), Optional.empty());
    }

    private static Refusal nothingIsRecommended() {
        return new Refusal(
                "The program that runs recommends nothing.",
                "Write a recommendations.yaml beside shop.yaml, and start it again.");
    }

    /** As the program would tell it. */
    static JsonNode kept(ModelVersions versions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("inUse", versions.inUse().orElse(null));
        ArrayNode models = json.putArray("models");
        versions.all().forEach(version -> models.add(version.json()));
        return json;
    }

    /** The version in use; empty where none is. */
    Optional<String> inUse() {
        return Optional.ofNullable(json.path("inUse").textValue());
    }
}
