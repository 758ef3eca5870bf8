package shopstream.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.app.http.ServedCollector.VIEW;
import static shopstream.app.http.ServedCollector.assertProblem;
import static shopstream.app.http.ServedCollector.gzip;
import static shopstream.app.http.ServedCollector.json;
import static shopstream.app.http.ServedCollector.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventStream;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventSource;

/** What is too much, too large, broken off or not understood is refused, and nothing of it is taken. */
class CollectorLimitsIT {
    @TempDir
    static Path directory;

    private static ServedCollector server;

    @BeforeAll
    static void start() {
        server = new ServedCollector(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void stopServing() {
        server.stopServing();
    }

    @Test
    void packedBodiesAreUnpackedAndBombsAreNot() throws Exception {
        server.serve(EventSource.LOCAL);
        HttpRequest.Builder packed = server.to("/v1/track")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(VIEW.getBytes(UTF_8))));
        assertThat(json(send(packed)).get("accepted").asInt()).isEqualTo(1);
        byte[] bomb = gzip(new byte[100 << 20]);
        assertThat(bomb.length).isLessThan(500 << 10);
        assertProblem(
                send(server.to("/v1/batch").header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(bomb))),
                413,
                "500 KB");
        assertProblem(server.post("/v1/track", VIEW, "Content-Encoding", "gzip"), 400, "could not be read");
        assertProblem(server.post("/v1/track", VIEW, "Content-Encoding", "br"), 415, "gzip is understood");
    }

    @Test
    void whatIsTooLargeIsRefusedHoweverItIsSent() throws Exception {
        server.serve(EventSource.LOCAL);
        byte[] large = ("{\"batch\":[" + VIEW + "," + " ".repeat(500 << 10) + VIEW + "]}").getBytes(UTF_8);
        assertProblem(send(server.to("/v1/batch").POST(BodyPublishers.ofByteArray(large))), 413, "500 KB");
        assertProblem(
                send(server.to("/v1/batch")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))),
                413,
                "500 KB");
    }

    @Test
    void whatIsNotJsonIsRefused() throws Exception {
        server.serve(EventSource.LOCAL);
        assertProblem(server.post("/v1/batch", "{\"batch\":[" + VIEW), 400, "not JSON");
        assertProblem(server.post("/v1/track", ""), 400, "no JSON object");
        assertProblem(server.post("/v1/track", "<event/>", "Content-Type", "text/xml"), 415, "text/xml");
        assertProblem(server.post("/v1/track", VIEW, "Content-Type", "text/plain;charset=utf-16"), 415, "UTF-8");
    }

    @Test
    void aBodyThatEndsBeforeItsLengthTakesNothing() throws Exception {
        Collector collector = server.serve(EventSource.LOCAL);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n" + VIEW)
                            .getBytes(UTF_8));
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readAllBytes(), UTF_8)).doesNotContain(" 200 ");
        }
        assertThat(collector.counts().accepted()).isEmpty();
    }

    @Test
    void whatIsTooMuchAtOnceIsPutOffAndNothingOfItIsTaken() throws Exception {
        Collector collector = server.serve(server.stream(), VIEW.length() - 1, EventSource.LOCAL);
        HttpResponse<String> answer = server.post("/v1/track", VIEW);
        assertProblem(answer, 429, "again in a moment");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(collector.counts().accepted()).isEmpty();
    }

    @Test
    void underOverloadWhatIsPutOffIsNotInTheLogAndWhatIsAcceptedIs() throws Exception {
        server.serve(server.stream(), 3L * VIEW.length(), EventSource.LOCAL);
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        Set<String> putOff = ConcurrentHashMap.newKeySet();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            String name = "overload-" + caller + "-";
            Thread thread = new Thread(() -> {
                for (int at = 0; at < 40; at++) {
                    (status(name + at) == 200 ? accepted : putOff).add(name + at);
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(putOff).as("put off").isNotEmpty();
        assertThat(accepted).as("accepted").isNotEmpty();
        assertThat(messages("overload-")).containsExactlyInAnyOrderElementsOf(accepted);
    }

    private int status(String messageId) {
        try {
            return server.post("/v1/track", VIEW.replaceFirst("\\{", "{\"messageId\":\"" + messageId + "\","))
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events in the log whose number begins like this. */
    private static List<String> messages(String beginning) throws IOException {
        List<String> messages = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", server.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("test.events").stream()
                    .map(partition -> new TopicPartition("test.events", partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    messages.add(new ObjectMapper()
                            .readTree(record.value())
                            .get("messageId")
                            .asText());
                }
            }
        }
        return messages.stream().filter(id -> id.startsWith(beginning)).toList();
    }

    @Test
    void roomIsGivenBackWhateverBecomesOfARequest() throws Exception {
        server.serve(
                server.stream(),
                VIEW.length() + 10,
                new EventSource("app", Optional.of("0123456789abcdef"), List.of()));
        for (int at = 0; at < 5; at++) {
            assertThat(server.post("/v1/track", VIEW).statusCode()).isEqualTo(401);
            assertThat(server.post("/v1/track", "{").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aLogThatIsGoneIsSaidAndTheCallerTriesAgain(@TempDir Path own) throws Exception {
        EventStream dying;
        try (EmbeddedBroker gone = EmbeddedBroker.start(own)) {
            dying = ServedCollector.stream(gone);
        }
        try (dying) {
            server.serve(dying, 32 << 20, EventSource.LOCAL);
            HttpResponse<String> answer = server.post("/v1/track", VIEW);
            assertProblem(answer, 503, "again in a moment");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }
}
