package shopstream.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VisitorTokenTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** As openssl signs it: docs/clicks.md. */
    private static final String BY_OPENSSL = "MTAz.1777892400.8ycp-6Dq7KevL4G2Xt4ZUQtI0UrItdgDihSWaSHDmKw";

    @Test
    void aTokenShowsWhoAVisitorIsUntilItExpires() {
        String token = VisitorToken.of("103", NOW.plusSeconds(60), SECRET);
        assertThat(VisitorToken.user(token, SECRET, NOW)).contains("103");
        assertThat(VisitorToken.user(token, SECRET, NOW.plusSeconds(60))).isEmpty();
        assertThat(VisitorToken.user(BY_OPENSSL, SECRET, NOW)).contains("103");
    }

    @Test
    void aTokenThatSomebodyElseMadeShowsNobody() {
        String token = VisitorToken.of("103", NOW.plusSeconds(60), SECRET);
        String other = VisitorToken.of("104", NOW.plusSeconds(60), SECRET);
        assertThat(VisitorToken.user(token, SECRET + "0", NOW)).isEmpty();
        assertThat(VisitorToken.user(
                        other.substring(0, other.indexOf('.')) + token.substring(token.indexOf('.')), SECRET, NOW))
                .isEmpty();
        String later = Long.toString(NOW.plusSeconds(3_600).getEpochSecond());
        assertThat(VisitorToken.user(token.replace(token.split("\\.")[1], later), SECRET, NOW))
                .isEmpty();
        for (String none : new String[] {"", ".", "..", "MTAz.1.x", "MTAz.99999999999999.x", "*.1777892400.*"}) {
            assertThat(VisitorToken.user(none, SECRET, NOW)).as(none).isEmpty();
        }
    }

    @Test
    void aTokenThatIsGoodForLongerThanADayShowsNobody() {
        assertThat(VisitorToken.user(VisitorToken.of("103", NOW.plus(Duration.ofDays(2)), SECRET), SECRET, NOW))
                .isEmpty();
    }
}
