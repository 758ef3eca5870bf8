package shopstream.demo.visitors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a platform what was done, as any shop's server does: {@code POST /v1/batch}. */
final class Telling {
    /** A batch may have half a megabyte, and an order of many lines some kilobytes. */
    static final int AT_ONCE = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param platform such as {@code http://localhost:8080} */
    Telling(URI platform, Clock clock) {
        this.address = platform.resolve("/v1/batch");
        this.clock = clock;
    }

    /**
     * Tells at most {@link #AT_ONCE} clicks.
     *
     * @return whether they were taken; else the same may be told again, which counts once
     */
    boolean tell(List<Click> clicks) throws InterruptedException {
        String body = clicks.stream()
                .map(Click::json)
                .collect(Collectors.joining(",", "{\"sentAt\":\"" + clock.instant() + "\",\"batch\":[", "]}"));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException nobodyAnswers) {
            return false;
        }
    }
}
