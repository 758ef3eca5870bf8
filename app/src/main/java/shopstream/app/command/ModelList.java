package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import shopstream.app.DataDirectory;
import shopstream.app.Platform;
import shopstream.app.Refusal;

/**
 * The marts and their editions, from the program that runs on a data directory or from what it wrote down last.
 *
 * @param program the one that runs; empty when none does
 */
record ModelList(JsonNode json, Optional<RunningProgram> program) {
    static ModelList of(Path data) {
        Optional<URI> address = DataDirectory.runningAt(data);
        if (address.isPresent()) {
            RunningProgram program = new RunningProgram(address.get(), "./shopstream models list shows what there is.");
            return new ModelList(program.get("/api/models"), Optional.of(program));
        }
        try {
            return new ModelList(
                    new ObjectMapper().readTree(Files.readString(data.resolve(Platform.MODEL_LIST))), Optional.empty());
        } catch (NoSuchFileException e) {
            throw new Refusal(
                    "No models have run on " + data.toAbsolutePath() + " yet.",
                    "Start it with ./shopstream up or ./shopstream demo.");
        } catch (IOException e) {
            throw new Refusal(
                    "The list of models in " + data.toAbsolutePath() + " cannot be read: " + e.getMessage(),
                    "Start the program on it, then ask again.");
        }
    }

    boolean running() {
        return program.isPresent();
    }

    JsonNode marts() {
        return json.get("marts");
    }

    Optional<JsonNode> mart(String name) {
        for (JsonNode mart : marts()) {
            if (mart.get("name").asText().equals(name)) {
                return Optional.of(mart);
            }
        }
        return Optional.empty();
    }
}
