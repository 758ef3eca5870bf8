package shopstream.recommender.outputs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * An address that is called with what is popular, by POST. Any answer of the 200s means that it was taken. No answer, one of the
 * 500s, 408 and 429 are tried again a few times; any other one is a no.
 */
public final class Webhook implements PopularTarget {
    /** Also when it is sent again: a receiver knows by it what it has already. */
    static final String DELIVERY = "X-Shopstream-Delivery";

    static final String TIMESTAMP = "X-Shopstream-Timestamp";
    static final String SIGNATURE = "X-Shopstream-Signature";

    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_SLOW = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final URI address;
    private final Optional<String> secret;
    private final Patience patience;
    private final Clock clock;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    /**
     * How long is waited, and how often.
     *
     * @param attempts at most
     * @param pause before the second; it doubles from one to the next
     * @param answer within which there is one, or there is none
     */
    public record Patience(int attempts, Duration pause, Duration answer) {
        public static final Patience USUAL = new Patience(5, Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    /** @param secret with which calls are signed; empty where they are not */
    public Webhook(URI address, Optional<String> secret, Patience patience, Clock clock) {
        this.address = address;
        this.secret = secret;
        this.patience = patience;
        this.clock = clock;
    }

    /** Without what an address may hold that is secret. */
    @Override
    public String words() {
        return "the webhook " + address.getScheme() + "://" + address.getHost()
                + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + Optional.ofNullable(address.getPath()).orElse("");
    }

    /** Attempts since the start by what came of them: {@code accepted}, {@code refused} and {@code unanswered}. */
    public Map<String, Long> attempts() {
        Map<String, Long> attempts = new TreeMap<>();
        attempts.put("accepted", accepted.sum());
        attempts.put("refused", refused.sum());
        attempts.put("unanswered", unanswered.sum());
        return attempts;
    }

    @Override
    public void push(PopularList list) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(patience.answer())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        Duration pause = patience.pause();
        for (int attempt = 1; ; attempt++) {
            Optional<String> failure = attempt(client, list);
            if (failure.isEmpty()) {
                return;
            }
            if (attempt >= patience.attempts()) {
                throw new IOException(failure.get() + " after " + attempt
                        + " attempts. Check that it runs, and `webhook:` in shop.yaml.");
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
        }
    }

    /** @return why it is to be tried again; empty where it was taken @throws IOException where trying again makes no difference */
    private Optional<String> attempt(HttpClient client, PopularList list) throws IOException, InterruptedException {
        int status;
        try {
            status = client.send(request(list), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException none) {
            unanswered.increment();
            return Optional.of("It does not answer (" + none + ")");
        }
        if (status >= OK && status < REDIRECT) {
            accepted.increment();
            return Optional.empty();
        }
        refused.increment();
        if (status >= SERVER_ERROR || status == TOO_SLOW || status == TOO_MANY) {
            return Optional.of("It answers with " + status);
        }
        throw new IOException(
                "It answers with " + status
                        + (status < BAD_REQUEST
                                ? ": it is somewhere else now. Write that address as `webhook:` in shop.yaml."
                                : ", and was not asked again. Check `webhook:` and `secret:` in shop.yaml, and what it expects."));
    }

    private HttpRequest request(PopularList list) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(patience.answer())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Shopstream")
                .header(DELIVERY, list.run())
                .POST(HttpRequest.BodyPublishers.ofString(list.json()));
        secret.ifPresent(key -> {
            long second = clock.instant().getEpochSecond();
            request.header(TIMESTAMP, Long.toString(second)).header(SIGNATURE, Signature.of(second, list.json(), key));
        });
        return request.build();
    }
}
