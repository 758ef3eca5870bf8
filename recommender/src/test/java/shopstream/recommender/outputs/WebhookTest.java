package shopstream.recommender.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T16:10:00Z"), ZoneOffset.UTC);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final PopularList LIST = new PopularList(CLOCK.instant(), "{\"days\":7,\"items\":[\"é\"]}", 1);

    private static Webhook webhook(URI address, Optional<String> secret) {
        return new Webhook(
                address, secret, new Webhook.Patience(4, Duration.ofMillis(20), Duration.ofMillis(700)), CLOCK);
    }

    @Test
    void aServerThatFailsTwiceIsCalledThreeTimesAndTheThirdTimeItHasIt() throws Exception {
        try (CalledServer server = new CalledServer(503, 500)) {
            Webhook webhook = webhook(server.address(), Optional.of(SECRET));

            webhook.push(LIST);

            assertThat(server.calls).hasSize(3).allSatisfy(call -> {
                assertThat(call.method()).isEqualTo("POST");
                assertThat(call.body()).isEqualTo(LIST.json());
                assertThat(call.headers())
                        .containsEntry("content-type", "application/json")
                        .containsEntry("x-shopstream-delivery", "20261130T161000000Z")
                        .containsEntry("x-shopstream-timestamp", "1796055000");
            });
            assertThat(webhook.attempts()).isEqualTo(Map.of("accepted", 1L, "refused", 2L, "unanswered", 0L));
        }
    }

    /** With what {@code printf '%s' '1.{}' | openssl dgst -sha256 -hmac SECRET} prints. */
    @Test
    void theSignatureIsWhatAnybodyElseWorksOut() throws Exception {
        assertThat(Signature.of(1, "{}", SECRET))
                .isEqualTo("sha256=1642a706b2e4d9fa8663449a8826d942c133b097231992683d5a44c2afc57499");
        try (CalledServer server = new CalledServer()) {
            webhook(server.address(), Optional.of(SECRET)).push(LIST);
            assertThat(server.calls.get(0).headers())
                    .containsEntry("x-shopstream-signature", Signature.of(1_796_055_000L, LIST.json(), SECRET));
        }
        try (CalledServer server = new CalledServer()) {
            webhook(server.address(), Optional.empty()).push(LIST);
            assertThat(server.calls.get(0).headers())
                    .doesNotContainKeys("x-shopstream-signature", "x-shopstream-timestamp");
        }
    }

    @Test
    void aNoIsNotAskedAgainAndAnAddressThatHasMovedIsSaid() throws Exception {
        try (CalledServer server = new CalledServer(403, 302)) {
            Webhook webhook = webhook(server.address(), Optional.empty());
            assertThatThrownBy(() -> webhook.push(LIST))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("It answers with 403, and was not asked again. Check `webhook:`");
            assertThatThrownBy(() -> webhook.push(LIST))
                    .hasMessageStartingWith("It answers with 302: it is somewhere else now.");
            assertThat(server.calls).hasSize(2);
            assertThat(webhook.attempts()).containsEntry("refused", 2L);
        }
    }

    @Test
    void whoIsTooBusyIsAskedAgainAndWhoNeverAnswersIsGivenUp() throws Exception {
        try (CalledServer server = new CalledServer(429, 0, 408, 0)) {
            Webhook webhook = webhook(server.address(), Optional.empty());
            assertThatThrownBy(() -> webhook.push(LIST))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("It does not answer (")
                    .hasMessageContaining("after 4 attempts. Check that it runs");
            assertThat(webhook.attempts()).isEqualTo(Map.of("accepted", 0L, "refused", 2L, "unanswered", 2L));
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidWithWhatIsSecretLeftOut() throws Exception {
        URI address;
        try (CalledServer server = new CalledServer()) {
            address = server.address();
        }
        Webhook webhook = webhook(address, Optional.empty());
        PopularPush push = new PopularPush(() -> LIST, List.of(webhook));
        assertThatThrownBy(() -> push.run(words -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "To the webhook http://localhost:" + address.getPort() + "/popular: It does not answer")
                .hasMessageEndingWith("The next attempt tells everybody what is popular then.")
                .hasMessageNotContaining("hidden");
        assertThat(webhook.attempts()).containsEntry("unanswered", 4L);
    }

    @Test
    void pausesDoubleFromOneAttemptToTheNext() throws Exception {
        try (CalledServer server = new CalledServer(500, 500, 500)) {
            Webhook webhook = new Webhook(
                    server.address(),
                    Optional.empty(),
                    new Webhook.Patience(4, Duration.ofMillis(100), Duration.ofSeconds(5)),
                    CLOCK);
            long begun = System.nanoTime();
            webhook.push(LIST);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        }
    }
}
