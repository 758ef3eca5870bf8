package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.answers.Answer;
import shopstream.recommender.answers.PopularNow;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.answers.Request;
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
    private final AnswerJson json;
    private final PopularJson popularJson;
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
        this.json = new AnswerJson(currency);
        this.popularJson = new PopularJson(currency);
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
        Optional<String> region = RecommendationRequest.id(context, "region");
        List<Product> products = popular.products(days, region, RecommendationRequest.id(context, "category")).stream()
                .limit(requests.most(context))
                .toList();
        open(context).result(popularJson.of(days, region, products));
    }

    private void answer(Context context, Answer answer, Optional<Experiments.Assignment> assigned) {
        open(context).result(Json.bytes(json.of(answer, assigned)));
    }

    /** Any page may read what is recommended to the visitor that it names. */
    private static Context open(Context context) {
        return context.header("Access-Control-Allow-Origin", "*").header("Cache-Control", "no-store");
    }
}
