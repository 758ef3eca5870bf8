package shopstream.app.outside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The platform's HTTP API, asked as a browser asks it. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A question in SQL may wait for its turn as long as it may take. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(65);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Api(int port) {
        this.port = port;
    }

    /** Asks and reads the answer to its end. @throws IOException when it is not a success */
    public String get(String path) throws IOException, InterruptedException {
        return answered(path, request(path, PATIENCE).build());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path));
    }

    /** Asks a question in SQL. @return the answer as CSV @throws IOException when there is none, saying why */
    public String sql(String question) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("sql", question)
                .put("format", "csv")
                .toString();
        return post("/api/sql", HttpRequest.BodyPublishers.ofString(body), LONG_PATIENCE);
    }

    /** Has something done that needs no further words. @throws IOException when it is refused, saying why */
    public void post(String path) throws IOException, InterruptedException {
        post(path, HttpRequest.BodyPublishers.noBody(), PATIENCE);
    }

    private String post(String path, HttpRequest.BodyPublisher body, Duration patience)
            throws IOException, InterruptedException {
        return answered(path, request(path, patience).POST(body).build());
    }

    /** The state of the first source; empty while nobody answers. */
    public Optional<JsonNode> status() throws InterruptedException {
        try {
            return Optional.of(json("/api/status"));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** A measure of one product in the range the page shows first. */
    public long ofProduct(String product, String measure) throws IOException, InterruptedException {
        JsonNode rows = json("/api/sales?product=" + product).get("rows");
        return rows.isEmpty() ? 0 : rows.get(0).get(measure).asLong();
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(patience);
    }

    private String answered(String path, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
