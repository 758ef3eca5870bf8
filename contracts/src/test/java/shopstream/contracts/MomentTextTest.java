package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-04T10:00:00Z",
                "2026-05-04T10:00:00.2Z",
                "2026-05-04T10:00:00.250Z",
                "2026-05-04T10:00:00.123456789Z",
                "0001-01-01T00:00:00Z",
                "2024-02-29T23:59:59.999Z",
                "2026-05-04T12:00:00+02:00",
                "1969-12-31T23:59:59.999999Z"
            })
    void whatTheLibraryReadsIsReadTheSameToTheMicrosecond(String text) {
        assertThat(MomentText.parse(text)).isEqualTo(Instant.parse(text).truncatedTo(ChronoUnit.MICROS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-05-04",
                "2026-05-04T10:00:00",
                "2026-02-29T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-05-04T24:01:00Z",
                "2026-05-04T10:60:00Z",
                "2026-05-04T10:00:61Z",
                "2026-05-04 10:00:00Z",
                "2026-05-04T10:00:00.12x4Z",
                "٢٠٢٦-05-04T10:00:00Z"
            })
    void whatIsNoMomentIsNone(String text) {
        assertThat(MomentText.parse(text)).isNull();
    }

    @Test
    void aChangedCharacterIsJudgedAsTheLibraryDoes() {
        Random random = new Random(7);
        String characters = "0123456789-:.TZ+ x";
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder("2026-05-04T10:00:00.250Z");
            for (int change = random.nextInt(3); change >= 0; change--) {
                text.setCharAt(random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
            }
            assertThat(MomentText.parse(text.toString())).as(text.toString()).isEqualTo(library(text.toString()));
        }
    }

    private static Instant library(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException none) {
            return null;
        }
    }
}
