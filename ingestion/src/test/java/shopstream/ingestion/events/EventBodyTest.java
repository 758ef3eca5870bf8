package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventBodyTest {
    private static EventBody batch(String events) throws UnreadableBody {
        return EventBody.read(("{\"batch\":[" + events + "]}").getBytes(UTF_8), Call.BATCH);
    }

    private static String rule(String event) throws UnreadableBody {
        List<ToldEvent> events =
                batch("{\"event\":\"a\"}," + event + ",{\"event\":\"b\"}").events();
        assertThat(events).hasSize(3);
        assertThat(events.get(0).rule()).isNull();
        assertThat(events.get(2).content()).isEqualTo(Map.of("event", "b"));
        return events.get(1).rule();
    }

    @Test
    void aSingleCallIsTheEventItself() throws UnreadableBody {
        EventBody body = EventBody.read(
                "{\"writeKey\":\"k\",\"event\":\"a\",\"sentAt\":\"2026-01-01T00:00:00Z\",\"n\":[1,2.5,null,true]}"
                        .getBytes(UTF_8),
                Call.TRACK);
        assertThat(body.writeKey()).isEqualTo("k");
        assertThat(body.sentAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(body.events()).hasSize(1);
        assertThat(body.events().get(0).content().get("n"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(1L, new BigDecimal("2.5"), null, true);
    }

    @Test
    void theNoiseOfDoublesIsNotKept() throws UnreadableBody {
        assertThat(batch("{\"price\":0.30000000000000004}").events().get(0).content())
                .isEqualTo(Map.of("price", new BigDecimal("0.300000000000000")));
    }

    @Test
    void oneWrongEventDoesNotCondemnItsNeighbours() throws UnreadableBody {
        assertThat(rule("{\"a\":1,\"a\":2}")).isEqualTo("duplicate");
        assertThat(rule("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}")).isEqualTo("depth");
        assertThat(rule("{\"a\":" + "{\"a\":".repeat(400) + "1" + "}".repeat(400) + "}"))
                .isEqualTo("depth");
        assertThat(rule("{\"a\":" + "9".repeat(5_000) + "}")).isEqualTo("number");
        assertThat(rule("{\"a\":1e99999999999}")).isEqualTo("number");
        assertThat(rule("{\"a\":\"" + "x".repeat(33_000) + "\"}")).isEqualTo("size");
        assertThat(rule("17")).isEqualTo("type");
        assertThat(rule("null")).isEqualTo("type");
        assertThat(rule("[{}]")).isEqualTo("type");
    }

    @Test
    void anEventMayHaveThirtyTwoKilobytes() throws UnreadableBody {
        int frame = "{\"a\":\"\"}".length();
        assertThat(rule("{\"a\":\"" + "x".repeat(EventLimits.EVENT_BYTES - frame) + "\"}"))
                .isNull();
        assertThat(rule("{\"a\":\"" + "x".repeat(EventLimits.EVENT_BYTES - frame + 1) + "\"}"))
                .isEqualTo("size");
    }

    @Test
    void whoToldAnEventThatIsTooLargeIsKnownAllTheSame() throws UnreadableBody {
        String large =
                "{\"messageId\":\"m\",\"a\":\"" + "x".repeat(33_000) + "\",\"b\":[{\"c\":1}],\"writeKey\":\"k\"}";
        EventBody body = EventBody.read(large.getBytes(UTF_8), Call.TRACK);
        assertThat(body.writeKey()).isEqualTo("k");
        assertThat(body.events().get(0).rule()).isEqualTo("size");
        assertThat(body.events().get(0).content()).isEqualTo(Map.of("messageId", "m", "writeKey", "k"));
    }

    @Test
    void whatIsNoJsonIsUnreadableAsAWhole() {
        assertUnreadable("", "no JSON object");
        assertUnreadable("[]", "no JSON object");
        assertUnreadable("{\"batch\":[{\"a\":1},{\"a\"", "Unexpected end-of-input");
        assertUnreadable("{\"batch\":[]} x", "Unrecognized token");
        assertUnreadable("{\"batch\":[]}{}", "follows");
        assertUnreadable("{\"batch\":{}}", "no list");
        assertUnreadable("{\"batch\":[],\"batch\":[]}", "second time");
        assertUnreadable("{\"event\":\"a\"}", "no `batch`");
        assertUnreadable("{\"batch\":[{\"a\":NaN}]}", "NaN");
        assertUnreadable("{\"batch\":[{\"a\":\"" + "\0" + "\"}]}", "CTRL-CHAR");
        assertUnreadable("{\"batch\":[" + "[".repeat(5_000), "nesting");
    }

    @Test
    void whatIsNotUtf8IsUnreadable() {
        for (byte[] wrong : List.of(new byte[] {(byte) 0xC3, '"'}, new byte[] {(byte) 0xFF, '"'})) {
            byte[] body = new byte[30];
            byte[] begin = "{\"batch\":[{\"a\":\"".getBytes(UTF_8);
            System.arraycopy(begin, 0, body, 0, begin.length);
            System.arraycopy(wrong, 0, body, begin.length, wrong.length);
            assertThatThrownBy(() -> EventBody.read(body, Call.BATCH))
                    .isInstanceOf(UnreadableBody.class)
                    .hasMessageContaining("UTF-8");
        }
    }

    @Test
    void aBatchHasAtMostTwentyFiveHundredEvents() throws UnreadableBody {
        assertThat(batch("{},".repeat(2_499) + "{}").events()).hasSize(2_500);
        assertThatThrownBy(() -> batch("{},".repeat(2_500) + "{}")).hasMessageContaining("more than 2500");
    }

    private static void assertUnreadable(String body, String because) {
        assertThatThrownBy(() -> EventBody.read(body.getBytes(UTF_8), Call.BATCH))
                .isInstanceOf(UnreadableBody.class)
                .hasMessageContaining(because);
    }
}
