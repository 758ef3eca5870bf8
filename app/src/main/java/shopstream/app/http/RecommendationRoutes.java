package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.answers.Answer;
import shopstream.recommender.answers.PopularNow;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.answers.Request;
import shopstream.recommender.answers.Suggestion;
import shopstream.recommender.experiments.Experiment;
import shopstream.recommender.experiments.Experiments;
import shopstream.recommender.live.Popularity;
import shopstream.recommender.live.Product;

/** What is recommended to a visitor, what is similar to a product, what is popular. */
public final class RecommendationRoutes implements WebServer.Routes {
    private static final int POPULAR_DAYS = 7;

    private final Recommender recommender;
    private final PopularNow popular;
    private final RecommendationRequest requests;
    private final Experiments experiments;
    private final String currency;
    private final Clock clock;

    /**
     * @param requests that reads who asks
     * @param currency of prices
     */
    public RecommendationRoutes(
            Recommender recommender,
            PopularNow popular,
            RecommendationRequest requests,
            Experiments experiments,
            String currency,
            Clock clock) {
        this.recommender = recommender;
        this.popular = popular;
        this.requests = requests;
        this.experiments = experiments;
        this.currency = currency;
        this.clock = clock;
    }

    @Override
    public void addTo(JavalinConfig config) {
        for (String path : List.of("/api/recommendations", "/api/products/*", "/api/popular")) {
            config.routes.before(path, context -> ReadableQuery.require(context.queryString()));
        }
        config.routes.get("/api/recommendations", this::recommend);
        config.routes.get("/api/products/{id}/similar", this::similar);
        config.routes.get("/api/popular", this::popular);
    }

    private void recommend(Context context) {
        Request request = requests.read(context);
        Optional<Experiments.Assignment> assigned =
                experiments.assigned(RecommendationRequest.id(context, "placement"), request);
        boolean isPopular = assigned.filter(one -> one.variant().answers() == Experiment.Way.POPULAR)
                .isPresent();
        answer(context, isPopular ? recommender.popular(request) : recommender.answer(request), assigned);
    }

    private void similar(Context context) {
        String id = context.pathParam("id");
        if (recommender.shop().catalog().product(id).isEmpty()) {
            throw new HttpProblem(404, "No such product", "There is no product '" + id + "'.", Map.of());
        }
        Request request = new Request(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(id),
                requests.most(context),
                requests.read(context).deadline(),
                clock.instant());
        answer(context, recommender.answer(request), Optional.empty());
    }

    private void popular(Context context) {
        int days = RecommendationRequest.whole(context, "days", POPULAR_DAYS, 1, Popularity.DAYS);
        Optional<String> category = Optional.ofNullable(context.queryParam("category"))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        List<Map<String, Object>> items = popular.products(days, category).stream()
                .limit(requests.most(context))
                .map(this::json)
                .toList();
        open(context).result(Json.text(Map.of("days", days, "items", items)));
    }

    private void answer(Context context, Answer answer, Optional<Experiments.Assignment> assigned) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recommendationId", answer.id());
        json.put("source", answer.source().word());
        json.put("reason", answer.reason());
        json.put("model", answer.model().orElse(null));
        json.put("steppedDown", answer.steppedDown().orElse(null));
        json.put("rules", List.of());
        // Sent back with what follows, so that it is known after a restart, too.
        json.put(
                "experiment",
                assigned.map(one -> Map.of(
                                "name", one.experiment().name(),
                                "variant", one.variant().name()))
                        .orElse(null));
        List<Map<String, Object>> items = new ArrayList<>();
        for (Suggestion item : answer.items()) {
            Map<String, Object> each = json(item.product());
            each.put("score", Math.round(item.score() * 10_000) / 10_000.0);
            each.put("reason", item.reason());
            items.add(each);
        }
        json.put("items", items);
        open(context).result(Json.text(json));
    }

    private Map<String, Object> json(Product product) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", product.id());
        json.put("name", product.name());
        json.put("category", product.category().orElse(null));
        json.put("price", product.price().map(Object::toString).orElse(null));
        json.put("currency", currency);
        json.put("image", product.image().orElse(null));
        json.put("url", product.url().orElse(null));
        return json;
    }

    /** Any page may read what is recommended to the visitor that it names. */
    private static Context open(Context context) {
        return context.header("Access-Control-Allow-Origin", "*").header("Cache-Control", "no-store");
    }
}
