package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import shopstream.contracts.Accepted;
import shopstream.contracts.EventCheck;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.Rejected;
import shopstream.contracts.Verdict;
import shopstream.contracts.yaml.Problems;

/** Whatever comes, it is unreadable, rejected with a reason, or well-formed in the log; nothing else happens. */
class DamagedEventsTest {
    private static final long SEED = 20261130;
    private static final int BODIES = 30_000;
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final EventContract CONTRACT = EventContractFiles.read(Path.of("../shop/contracts"), new Problems())
            .get(0);

    private static final String BATCH =
            "{\"sentAt\":\"2026-05-04T10:00:00.250Z\",\"context\":{\"locale\":\"de\"},\"batch\":["
                    + "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":42,\"messageId\":\"m1\",\"timestamp\":"
                    + "\"2026-05-04T09:59:58Z\",\"properties\":{\"order_id\":\"1\",\"total\":95.70,\"currency\":\"USD\",\"products\":"
                    + "[{\"product_id\":\"P\u00e4\",\"quantity\":\"2\",\"price\":1e1}]}},"
                    + "{\"type\":\"page\",\"anonymousId\":\"a\",\"properties\":{\"url\":\"https://shop.example/\",\"title\":\"\\ud83d\\ude00\"}},"
                    + "{\"session_id\":\"a1\",\"customer_number\":100,\"city\":\"Bonn\",\"browse_history\":[{\"product_code\":\"P1\","
                    + "\"quantity\":2,\"in_shopping_cart\":true}]}]}";

    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "{}",
            "[]",
            "[[",
            "\"\"",
            "\\u0000",
            "\\ud800",
            "\"event\":",
            ",",
            "}",
            "]}",
            "99999999999999999999",
            "\"a\":1,\"a\":2",
            "0.1",
            "\"properties\":7");

    private final EventCheck check = new EventCheck(CONTRACT);
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void whateverComesIsUnreadableRejectedOrWellFormed() throws IOException {
        Random random = new Random(SEED);
        EventOrigins origins = new EventOrigins();
        int unreadable = 0;
        int rejected = 0;
        int accepted = 0;
        for (int body = 0; body < BODIES; body++) {
            byte[] bytes = damaged(random);
            try {
                EventBody read = EventBody.read(bytes, Call.BATCH);
                Arrival arrival = new Arrival(NOW, read.sentAt());
                for (ToldEvent told : read.events()) {
                    var origin = origins.next(EventSource.LOCAL, NOW, "r", "a test, body " + body);
                    Verdict verdict = told.rule() == null
                            ? check.check(EventRow.of(told.content(), Call.BATCH, read.context(), arrival), origin)
                            : check.refused(told.content(), origin, told.rule(), told.field());
                    if (verdict instanceof Accepted event) {
                        accepted++;
                        JsonNode value = json.readTree(event.value());
                        assertThat(value.get("messageId").asText()).isNotBlank();
                        assertThat(json.readTree(event.key()).size()).isEqualTo(1);
                    } else if (verdict instanceof Rejected event) {
                        rejected++;
                        assertThat(json.readTree(event.original()).isObject()).isTrue();
                        assertThat(RejectionReason.of(event, check)).isNotBlank();
                    }
                }
            } catch (UnreadableBody wrong) {
                unreadable++;
                assertThat(wrong).hasMessageMatching("(?s).{10,2000}");
            }
        }
        assertThat(List.of(unreadable, rejected, accepted))
                .as("of each some, seed " + SEED)
                .allMatch(count -> count > 500);
    }

    private static byte[] damaged(Random random) {
        byte[] bytes = BATCH.getBytes(UTF_8);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(bytes.length);
            if (random.nextBoolean()) {
                bytes[at] = (byte) random.nextInt(256);
            } else {
                byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
                int gone = Math.min(random.nextInt(20), bytes.length - at);
                byte[] changed = new byte[bytes.length - gone + piece.length];
                System.arraycopy(bytes, 0, changed, 0, at);
                System.arraycopy(piece, 0, changed, at, piece.length);
                System.arraycopy(bytes, at + gone, changed, at + piece.length, bytes.length - at - gone);
                bytes = changed;
            }
        }
        return bytes;
    }
}
