package shopstream.eventlog.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shopstream.eventlog.profiles.Happening.BEGIN;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.profiles.Interaction.Kind;
import shopstream.eventlog.profiles.ProfileText.Owner;

class ProfileTextTest {
    private final Happening happening = new Happening();
    private final FoldedProfiles folded = FoldedProfiles.of(List.of(
            happening.viewed(null, "a", "P1", BEGIN),
            happening.identified("7", "a", BEGIN + 1),
            happening.did(Kind.CARTED, "7", "a", "P\"2", BEGIN + 2)));

    @Test
    void aCustomerIsWrittenWhole() {
        byte[] value = ProfileText.value(Owner.CUSTOMER, "7", folded.customer("7"), Map.of(0, 12L));
        assertThat(new String(value, UTF_8))
                .isEqualTo("{\"fold\":" + Profile.FOLD + ",\"customer\":\"7\",\"browsers\":[\"a\"],\"recent\":["
                        + "{\"did\":\"viewed\",\"product\":\"P1\",\"quantity\":1,\"millis\":1728000000000,"
                        + "\"message\":\"2\",\"place\":0},"
                        + "{\"did\":\"carted\",\"product\":\"P\\\"2\",\"quantity\":1,\"millis\":1728000000002,"
                        + "\"message\":\"4\",\"place\":0}],"
                        + "\"cart\":[{\"product\":\"P\\\"2\",\"quantity\":1}],"
                        + "\"taste\":[{\"product\":\"P\\\"2\",\"viewedDays\":0,\"cartedDays\":1,\"boughtDays\":0,"
                        + "\"lastDay\":\"2024-10-04\"},"
                        + "{\"product\":\"P1\",\"viewedDays\":1,\"cartedDays\":0,\"boughtDays\":0,"
                        + "\"lastDay\":\"2024-10-04\"}],"
                        + "\"events\":2,\"eventsOfPrograms\":0,\"tooFast\":false,"
                        + "\"newestMillis\":1728000000002,\"reaches\":{\"0\":12}}");
        assertThat(new String(Owner.CUSTOMER.key("7"), UTF_8)).isEqualTo("customer:7");
    }

    @Test
    void whatWasDoneIsReadBackAsItWas() throws Exception {
        byte[] value = ProfileText.value(Owner.BROWSER, "a", folded.browser("a"), Map.of());
        assertThat(ProfileText.trail(value)).isEqualTo(folded.browser("a").trail());
        assertThat(new String(value, UTF_8)).contains("\"browser\":\"a\",\"customers\":[\"7\"]");
    }

    @Test
    void whatIsNoProfileIsRefused() {
        assertThatThrownBy(() -> ProfileText.trail("{\"fold\":1}".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no list `recent`");
    }
}
