package shopstream.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventSource;
import shopstream.ingestion.events.EventSources;
import shopstream.ingestion.events.InFlight;

/** The routes that take in events, over a real log, and how they are called. */
final class ServedCollector implements AutoCloseable {
    static final String VIEW =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u\",\"properties\":{\"product_id\":\"P1\"}}";

    private static final EventContract CONTRACT = EventContractFiles.read(Path.of("../shop/contracts"), new Problems())
            .get(0);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final EmbeddedBroker broker;
    private final EventStream stream;
    private WebServer server;

    ServedCollector(Path directory) {
        broker = EmbeddedBroker.start(directory);
        stream = stream(broker);
    }

    static EventStream stream(EmbeddedBroker on) {
        return new EventStream(
                new LogAddress(on.bootstrapServers(), Map.of(), "test", (short) 1), CONTRACT, Clock.systemUTC());
    }

    EventStream stream() {
        return stream;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Serves until {@link #stopServing}. */
    Collector serve(EventSource... sources) {
        return serve(stream, 32 << 20, sources);
    }

    Collector serve(EventStream into, long mostInFlight, EventSource... sources) {
        Collector collector = new Collector(CONTRACT, into, Clock.systemUTC());
        server = WebServer.startPublic(
                InetAddress.getLoopbackAddress(),
                0,
                new Metrics(() -> null, () -> 0, List::of),
                List.of(
                        new CollectorRoutes(
                                collector, new EventSources(List.of(sources)), new InFlight(mostInFlight), Surface.OWN),
                        new TrackerRoutes()));
        return collector;
    }

    void stopServing() {
        server.close();
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = to(path).POST(BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    static void assertProblem(HttpResponse<String> answer, int status, String detail) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(answer).get("detail").asText()).contains(detail);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        stream.close();
        broker.close();
    }
}
