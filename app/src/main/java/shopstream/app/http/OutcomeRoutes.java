package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import shopstream.recommender.answers.Explanations;
import shopstream.recommender.answers.Request;
import shopstream.recommender.experiments.Experiment;
import shopstream.recommender.experiments.ExperimentResult;
import shopstream.recommender.experiments.Experiments;
import shopstream.recommender.outcomes.Outcomes;

/**
 * What becomes of recommendations, for the page {@code /recommendations}: on this machine only, since it tells of visitors what
 * nobody else may know.
 */
public final class OutcomeRoutes implements WebServer.Routes {
    private static final int DAYS = 7;

    private final Outcomes outcomes;
    private final Explanations explanations;
    private final Experiments experiments;
    private final RecommendationRequest requests;
    private final OutcomeJson json;
    private final Supplier<List<Map<String, Object>>> models;

    /**
     * @param requests that reads who asks
     * @param models the versions of the model that puts products in order, a row each
     */
    public OutcomeRoutes(
            Outcomes outcomes,
            Explanations explanations,
            Experiments experiments,
            RecommendationRequest requests,
            OutcomeJson json,
            Supplier<List<Map<String, Object>>> models) {
        this.outcomes = outcomes;
        this.explanations = explanations;
        this.experiments = experiments;
        this.requests = requests;
        this.json = json;
        this.models = models;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.before("/api/recommendations/*", context -> ReadableQuery.require(context.queryString()));
        config.routes.get("/api/recommendations/outcomes", this::outcomes);
        config.routes.get("/api/recommendations/explain", this::explain);
        config.routes.get(
                "/api/recommendations/visitors",
                context -> own(context, json.visitors(outcomes.recent().all())));
        config.routes.get(
                "/api/experiments",
                context -> own(
                        context,
                        json.experiments(
                                experiments.all().stream().map(this::result).toList())));
    }

    private ExperimentResult result(Experiment experiment) {
        return ExperimentResult.of(experiment, outcomes.exposed(experiment.name()));
    }

    private void outcomes(Context context) {
        int days = RecommendationRequest.whole(context, "days", DAYS, 1, Outcomes.DAYS);
        own(context, json.report(outcomes.report(days), outcomes.late(), models.get()));
    }

    private void explain(Context context) {
        Request read = requests.read(context);
        // Who may look at this page may look at any customer; the page itself shows no token.
        Request request =
                RecommendationRequest.id(context, "user").map(read::by).orElse(read);
        if (request.user().isEmpty()
                && request.browser().isEmpty()
                && request.viewing().isEmpty()) {
            throw new HttpProblem(
                    400,
                    "Nobody is named",
                    "Name somebody with user= or anonymousId=, or a page with viewing=.",
                    Map.of("allowed", "user, anonymousId, viewing"));
        }
        own(context, json.explanation(explanations.explain(request, RecommendationRequest.id(context, "product"))));
    }

    private static void own(Context context, Object answer) {
        BrowserRequest.refuseForeign(context, "curl");
        context.header("Cache-Control", "no-store").result(Json.text(answer));
    }
}
