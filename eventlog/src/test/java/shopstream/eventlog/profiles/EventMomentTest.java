package shopstream.eventlog.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventMomentTest {
    @Test
    void isWhatJavaReads() {
        Random random = new Random(3);
        Instant begin = Instant.parse("1960-01-01T00:00:00Z");
        for (int i = 0; i < 20_000; i++) {
            Instant moment = begin.plusSeconds((long)
                            (random.nextDouble() * Duration.ofDays(40_000).toSeconds()))
                    .plusNanos(random.nextInt(4) * 123_456_789L);
            assertThat(EventMoment.millis(moment.toString())).as("%s", moment).isEqualTo(moment.toEpochMilli());
        }
        for (String text : List.of(
                "2026-05-04T10:00:00.1Z",
                "2026-05-04T10:00:00.12Z",
                "2026-05-04T10:00:00+02:00",
                "2024-02-29T23:59:59.999999999Z",
                "-0001-05-04T10:00:00Z")) {
            assertThat(EventMoment.millis(text))
                    .as(text)
                    .isEqualTo(Instant.parse(text).toEpochMilli());
        }
    }

    @Test
    void whatIsNoMomentIsRefused() {
        for (String text : List.of(
                "null",
                "",
                "Z",
                "2026-05-04",
                "2026-02-30T10:00:00Z",
                "2026-05-04T25:00:00Z",
                "2026-05-04T10:00:00.Z.")) {
            assertThatThrownBy(() -> EventMoment.millis(text)).as(text).isInstanceOf(DateTimeParseException.class);
        }
    }
}
