package shopstream.demo.visitors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a platform what to recommend, as a shop's own server does: {@code GET /api/recommendations}. */
final class PlatformShelf implements Shelf {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int PRODUCTS = 4;
    private static final Pattern ID = field("recommendationId");
    private static final Pattern SOURCE = field("source");
    private static final Pattern MODEL = field("model");
    private static final Pattern EXPERIMENT = Pattern.compile("\"experiment\":(\\{[^}]*})");
    private static final Pattern NAME = field("name");
    private static final Pattern VARIANT = field("variant");
    private static final Pattern PRODUCT = field("id");

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param platform such as {@code http://localhost:8080} */
    PlatformShelf(URI platform) {
        this.address = platform.resolve("/api/recommendations");
    }

    private static Pattern field(String name) {
        return Pattern.compile("\"" + name + "\":(\"(?:[^\"\\\\]|\\\\.)*\")");
    }

    @Override
    public Optional<Shown> fill(Spot spot) {
        StringBuilder query = new StringBuilder("?placement=" + encoded(spot.placement()) + "&anonymousId="
                + encoded(spot.browser()) + "&n=" + PRODUCTS);
        spot.customer().ifPresent(customer -> query.append("&user=").append(customer));
        spot.viewing().ifPresent(product -> query.append("&viewing=").append(encoded(product)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.toString() + query))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? read(answer.body()) : Optional.empty();
        } catch (IOException nobodyAnswers) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Reads the few fields that are wanted, and tells them again as they are written. */
    static Optional<Shown> read(String json) {
        int items = json.indexOf("\"items\":[");
        Optional<String> id = first(ID, json);
        if (items < 0 || id.isEmpty()) {
            return Optional.empty();
        }
        String head = json.substring(0, items);
        StringBuilder told = new StringBuilder();
        tell("recommendation_source", first(SOURCE, head), told);
        tell("recommendation_model", first(MODEL, head), told);
        Optional<String> experiment = first(EXPERIMENT, head);
        tell("experiment", experiment.flatMap(text -> first(NAME, text)), told);
        tell("experiment_variant", experiment.flatMap(text -> first(VARIANT, text)), told);
        List<String> products = new ArrayList<>();
        Matcher each = PRODUCT.matcher(json.substring(items));
        while (each.find()) {
            products.add(unquoted(each.group(1)));
        }
        return products.isEmpty()
                ? Optional.empty()
                : Optional.of(new Shown(unquoted(id.get()), told.toString(), products));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void tell(String name, Optional<String> quoted, StringBuilder told) {
        quoted.ifPresent(
                text -> told.append('"').append(name).append("\":").append(text).append(','));
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }
}
