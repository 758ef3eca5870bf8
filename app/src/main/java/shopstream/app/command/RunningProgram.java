package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import shopstream.app.Refusal;

/** The program that holds a data directory, asked over its API: a command never opens what another process has open. */
final class RunningProgram {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final String nextStep;

    /** @param nextStep what to do when it refuses */
    RunningProgram(URI address, String nextStep) {
        this.address = address;
        this.nextStep = nextStep;
    }

    JsonNode get(String path) {
        return send(
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build());
    }

    /** The same as {@link #get}; empty while nothing answers. */
    Optional<JsonNode> find(String path) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.resolve(path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while waiting for " + address, "Run it again.");
        }
    }

    JsonNode post(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Sends JSON and gives what is answered as it comes; what is refused, with the next step that the answer names. */
    HttpResponse<InputStream> ask(String path, JsonNode body, Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 400) {
                JsonNode problem = JSON.readTree(answer.body());
                throw new Refusal(
                        problem.path("detail").asText(), problem.path("next").asText(nextStep));
            }
            return answer;
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while waiting for " + address, "Run it again.");
        }
    }

    private Refusal silent(IOException e) {
        return new Refusal(
                "The program at " + address + " does not answer: " + e.getMessage(),
                "Look into the log file below its data directory.");
    }

    /** The same as {@link #post}; empty where what is asked for goes on already. */
    Optional<JsonNode> begin(String path) {
        return exchange(
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                true);
    }

    private JsonNode send(HttpRequest request) {
        return exchange(request, false).orElseThrow();
    }

    private Optional<JsonNode> exchange(HttpRequest request, boolean emptyOnConflict) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (emptyOnConflict && answer.statusCode() == CONFLICT) {
                return Optional.empty();
            }
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() >= 400) {
                throw new Refusal(body.path("detail").asText(), nextStep);
            }
            return Optional.of(body);
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while waiting for " + address, "Run it again.");
        }
    }
}
