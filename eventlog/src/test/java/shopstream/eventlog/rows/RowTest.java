package shopstream.eventlog.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RowTest {
    private static Instant at(String text) throws IOException {
        return Row.of(("{\"at\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8))
                .millis("at")
                .map(Instant::ofEpochMilli)
                .orElseThrow();
    }

    @Test
    void aTimeIsReadHoweverItIsWritten() throws IOException {
        Instant noon = Instant.parse("2026-05-04T12:30:15.250Z");
        assertThat(at("2026-05-04 12:30:15.25")).isEqualTo(noon);
        assertThat(at("2026-05-04T12:30:15.250000Z")).isEqualTo(noon);
        assertThat(at("2026-05-04 12:30:15.250")).isEqualTo(noon);
        assertThat(at("2026-05-04T14:30:15.25+02:00")).isEqualTo(noon);
        assertThat(at("2026-05-04 10:30:15.25-02:00")).isEqualTo(noon);
        assertThat(at("2026-05-04 12:30:15")).isEqualTo(noon.minusMillis(250));
        assertThat(at("2026-05-04T12:30Z")).isEqualTo(Instant.parse("2026-05-04T12:30:00Z"));
        assertThat(at("2026-05-04")).isEqualTo(Instant.parse("2026-05-04T00:00:00Z"));
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text : new String[] {"soon", "2026-13-04", "2026-05-04 24:30:00"}) {
            assertThatThrownBy(() -> at(text)).as(text).isInstanceOf(DateTimeException.class);
        }
    }
}
