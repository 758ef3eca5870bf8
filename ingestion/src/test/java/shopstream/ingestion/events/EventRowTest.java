package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRowTest {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00.500Z");

    private static Map<String, Object> row(String json, Call call) throws UnreadableBody {
        EventBody body = EventBody.read(json.replace('\'', '"').getBytes(UTF_8), call);
        return EventRow.of(body.events().get(0).content(), call, body.context(), new Arrival(RECEIVED, body.sentAt()));
    }

    @Test
    void aClockThatIsWrongIsCorrectedByWhenItSaidToHaveSent() throws UnreadableBody {
        Map<String, Object> row = row(
                "{'event':'Cart Viewed','timestamp':'2031-01-01T00:00:00Z','sentAt':'2031-01-01T00:00:07Z'}",
                Call.TRACK);
        assertThat(row)
                .containsEntry("timestamp", RECEIVED.minusSeconds(7))
                .containsEntry("originalTimestamp", Instant.parse("2031-01-01T00:00:00Z"))
                .containsEntry("receivedAt", RECEIVED);
    }

    @Test
    void nothingHappenedAfterItWasTold() throws UnreadableBody {
        assertThat(row("{'timestamp':'2031-01-01T00:00:00Z'}", Call.TRACK)).containsEntry("timestamp", RECEIVED);
        assertThat(row("{'timestamp':'2031-01-01T00:00:09Z','sentAt':'2031-01-01T00:00:00Z'}", Call.TRACK))
                .containsEntry("timestamp", RECEIVED);
        assertThat(row("{'event':'x'}", Call.TRACK)).containsEntry("timestamp", RECEIVED);
    }

    @Test
    void aTimeWithoutAClockToCorrectItByIsTakenAsItIs() throws UnreadableBody {
        assertThat(row("{'timestamp':'2020-01-01T02:00:00+02:00'}", Call.TRACK))
                .containsEntry("timestamp", Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Test
    void whenItWasTakenInIsNotForTheCallerToSay() throws UnreadableBody {
        assertThat(row("{'receivedAt':'1999-01-01T00:00:00Z'}", Call.TRACK)).containsEntry("receivedAt", RECEIVED);
    }

    @Test
    void aTimeThatIsNoneIsLeftForTheContractToJudge() throws UnreadableBody {
        assertThat(row("{'timestamp':'yesterday'}", Call.TRACK)).containsEntry("timestamp", "yesterday");
    }

    @Test
    void thePropertiesOfAPageCallStandWhereOtherCallsHaveThem() throws UnreadableBody {
        Map<String, Object> row = row(
                "{'name':'Home','properties':{'url':'https://shop.example/','title':'Home'},'context':{'locale':'de'}}",
                Call.PAGE);
        assertThat(row).containsEntry("event", "Page Viewed").containsEntry("type", "page");
        assertThat(row.get("context"))
                .isEqualTo(Map.of("locale", "de", "page", Map.of("url", "https://shop.example/", "title", "Home")));
    }

    @Test
    void theAddressSaysWhatKindOfCallItIs() throws UnreadableBody {
        assertThat(row("{'type':'page','userId':'u'}", Call.IDENTIFY))
                .containsEntry("type", "identify")
                .containsEntry("event", "Visitor Identified");
    }

    @Test
    void aMessageWithoutANumberGetsOne() throws UnreadableBody {
        assertThat(row("{'event':'a'}", Call.TRACK).get("messageId"))
                .isNotEqualTo(row("{'event':'a'}", Call.TRACK).get("messageId"));
        assertThat(row("{'event':'a','messageId':'m'}", Call.TRACK)).containsEntry("messageId", "m");
    }

    @Test
    void aWholeSessionIsOneEventAndTheSameOneWhenItIsToldAgain() throws UnreadableBody {
        String session =
                "{'session_id':'a1','customer_number':100,'city':'Washington','country':'USA','credit_limit':1000,"
                        + "'browse_history':[{'product_code':'P1','quantity':'2','in_shopping_cart':true}]}";
        Map<String, Object> row = row(session, Call.TRACK);
        assertThat(row)
                .containsEntry("event", "Session Recorded")
                .containsEntry("userId", 100L)
                .containsEntry("timestamp", RECEIVED);
        assertThat(row.get("messageId")).isEqualTo(row(session, Call.TRACK).get("messageId"));
        assertThat(row.get("messageId"))
                .isNotEqualTo(row(session.replace("'2'", "3"), Call.TRACK).get("messageId"));
        assertThat(((Map<?, ?>) row.get("properties")).get("session_id")).isEqualTo("a1");
    }
}
