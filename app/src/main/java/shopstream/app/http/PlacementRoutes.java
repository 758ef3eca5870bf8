package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Nearest;
import shopstream.recommender.answers.Preview;
import shopstream.recommender.answers.Recommender;
import shopstream.recommender.placements.LivePlacements;
import shopstream.recommender.placements.Placement;
import shopstream.recommender.placements.Rule;

/**
 * What each spot on the shop's pages is for, and what it would show whom. For the shop's own people: previews tell of any
 * customer.
 */
public final class PlacementRoutes implements WebServer.Routes {
    private final LivePlacements placements;
    private final Recommender recommender;
    private final RecommendationRequest requests;
    private final AnswerJson json;
    private final ZoneId zone;
    private final Clock clock;

    /**
     * @param deadline where a request names none
     * @param currency of prices
     * @param zone whose days are meant
     */
    public PlacementRoutes(
            LivePlacements placements,
            Recommender recommender,
            Duration deadline,
            String currency,
            ZoneId zone,
            Clock clock) {
        this.placements = placements;
        this.recommender = recommender;
        this.requests = new RecommendationRequest(Optional.empty(), deadline, Surface.OWN, clock, placements::named);
        this.json = new AnswerJson(currency);
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.before("/api/placements/*", context -> ReadableQuery.require(context.queryString()));
        config.routes.get("/api/placements", this::all);
        config.routes.get("/api/placements/{name}/preview", this::preview);
    }

    private void all(Context context) {
        Instant now = clock.instant();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "placements",
                placements.all().all().values().stream()
                        .map(each -> PlacementJson.of(each, now))
                        .toList());
        answer.put(
                "problems",
                placements.problems().stream().map(PlacementJson::of).toList());
        answer(context, answer);
    }

    private void preview(Context context) {
        BrowserRequest.refuseForeign(context, "curl on this machine");
        Placement placement = placement(context.pathParam("name"));
        Instant at = at(context);
        Preview preview = recommender.preview(requests.preview(context, placement.name(), at));
        Map<String, Object> answer = json.of(preview.answer());
        answer.put("at", at.toString());
        answer.put("inForce", placement.inForce(at).stream().map(Rule::name).toList());
        answer.put(
                "leftOut",
                preview.leftOut().entrySet().stream()
                        .map(left -> Map.of(
                                "id", left.getKey().id(),
                                "name", left.getKey().name(),
                                "rule", left.getValue()))
                        .toList());
        answer(context, answer);
    }

    private Placement placement(String name) {
        Collection<String> names = placements.all().all().keySet();
        return placements
                .named(name)
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "No such placement",
                        "There is no placement '" + name + "'."
                                + Nearest.of(name, names)
                                        .map(near -> " Did you mean '" + near + "'?")
                                        .orElse(""),
                        Map.of("allowed", List.copyOf(names))));
    }

    /** The moment that is asked about: now, where none is. */
    private Instant at(Context context) {
        Optional<String> text = RecommendationRequest.id(context, "at");
        if (text.isEmpty()) {
            return clock.instant();
        }
        try {
            return text.get().contains("T")
                    ? Instant.parse(text.get())
                    : LocalDate.parse(text.get()).atStartOfDay(zone).toInstant();
        } catch (DateTimeException none) {
            throw new HttpProblem(
                    400,
                    "Bad parameter",
                    "The parameter at is '" + text.get()
                            + "'; write a day such as 2027-03-31, or a moment such as 2027-03-31T17:00:00Z.",
                    Map.of("parameter", "at"));
        }
    }

    private static void answer(Context context, Map<String, Object> answer) {
        context.header("Cache-Control", "no-store").result(Json.text(answer));
    }
}
