package shopstream.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import shopstream.app.Refusal;
import shopstream.ingestion.events.EventLimits;
import shopstream.ingestion.events.FileEvent;

/** Tells the running program a file's events in batches as large as it takes, one after the other, so that order is kept. */
final class EventUpload {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 8;
    private static final byte[] BEGIN = "{\"batch\":[".getBytes(UTF_8);
    private static final byte[] END = "]}".getBytes(UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final String writeKey;
    private final BiConsumer<String, String> rejections;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> places = new ArrayList<>();
    private long accepted;
    private long rejected;

    /**
     * @param writeKey null where none is shown
     * @param rejections told the place and the reason of every event that is rejected
     */
    EventUpload(URI address, String writeKey, BiConsumer<String, String> rejections) {
        this.address = address;
        this.writeKey = writeKey;
        this.rejections = rejections;
    }

    long accepted() {
        return accepted;
    }

    long rejected() {
        return rejected;
    }

    void add(Path file, FileEvent event) {
        String place = file + ":" + event.line();
        if (event.fault() != null) {
            reject(place, event.fault());
            return;
        }
        int after = BEGIN.length + body.size() + 1 + event.json().length + END.length;
        if (after > EventLimits.BODY_BYTES || places.size() == EventLimits.BATCH_EVENTS) {
            flush();
        }
        if (!places.isEmpty()) {
            body.write(',');
        }
        body.writeBytes(event.json());
        places.add(place);
    }

    /** Tells what has been added, and returns when it is in the log. */
    void flush() {
        if (places.isEmpty()) {
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.size() + BEGIN.length + END.length);
        whole.writeBytes(BEGIN);
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(END);
        JsonNode answer = told(whole.toByteArray());
        accepted += answer.get("accepted").asLong();
        answer.get("rejected")
                .forEach(each -> reject(
                        places.get(each.get("index").asInt()),
                        each.get("reason").asText()));
        body.reset();
        places.clear();
    }

    private void reject(String place, String reason) {
        rejected++;
        rejections.accept(place, reason);
    }

    private JsonNode told(byte[] bytes) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/v1/batch"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (writeKey != null) {
            request.header(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(UTF_8)));
        }
        try {
            for (int attempt = 1; ; attempt++) {
                HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return JSON.readTree(answer.body());
                }
                boolean later = answer.statusCode() == 429 || answer.statusCode() == 503;
                if (!later || attempt == ATTEMPTS) {
                    throw new Refusal(
                            JSON.readTree(answer.body()).path("detail").asText(), nextStep(later));
                }
                TimeUnit.SECONDS.sleep(attempt);
            }
        } catch (IOException silent) {
            throw new Refusal("The program at " + address + " does not answer: " + silent.getMessage(), nextStep(true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while waiting for " + address, nextStep(true));
        }
    }

    private String nextStep(boolean later) {
        String so = later ? "Look into the program's log file, and import again" : "Mend that and import again";
        return so + ": the first " + accepted + " accepted events are in, and count once.";
    }
}
