package shopstream.app.http;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import shopstream.recommender.answers.Explanation;
import shopstream.recommender.answers.Suggestion;
import shopstream.recommender.experiments.Estimate;
import shopstream.recommender.experiments.Experiment;
import shopstream.recommender.experiments.ExperimentResult;
import shopstream.recommender.experiments.ExperimentResult.VariantResult;
import shopstream.recommender.live.Product;
import shopstream.recommender.outcomes.Figures;
import shopstream.recommender.outcomes.Origin;
import shopstream.recommender.outcomes.OutcomeReport;
import shopstream.recommender.outcomes.Outcomes;
import shopstream.recommender.outcomes.RecentVisitors;

/** How the API writes what became of recommendations. @param currency of amounts */
public record OutcomeJson(String currency) {
    Map<String, Object> report(OutcomeReport report, long late, List<Map<String, Object>> models) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("currency", currency);
        json.put("boughtWithinDays", Outcomes.BOUGHT_WITHIN.toDays());
        json.put("products", report.products());
        json.put("bestSellers", report.bestSellers());
        json.put("late", late);
        json.put("total", figures(report.total()));
        List<Object> days = new ArrayList<>();
        for (OutcomeReport.Day day : report.days()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("day", day.day().toString());
            each.putAll(figures(day.total()));
            each.put("sources", named(day.sources()));
            days.add(each);
        }
        json.put("days", days);
        json.put("placements", named(report.placements()));
        json.put("sources", named(report.sources()));
        List<Object> origins = new ArrayList<>();
        report.origins().forEach((origin, figures) -> origins.add(origin(origin, figures)));
        json.put("origins", origins);
        json.put("models", models);
        return json;
    }

    private Map<String, Object> origin(Origin origin, Figures figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("placement", origin.placement());
        json.put("source", origin.source());
        json.put("model", origin.model());
        json.put("experiment", origin.experiment());
        json.put("variant", origin.variant());
        json.putAll(figures(figures));
        return json;
    }

    private Map<String, Object> named(Map<String, Figures> all) {
        Map<String, Object> json = new LinkedHashMap<>();
        all.forEach((name, figures) -> json.put(name, figures(figures)));
        return json;
    }

    private Map<String, Object> figures(Figures figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shown", figures.shown());
        json.put("clicked", figures.clicked());
        json.put("clickThrough", number(figures.clickThrough()));
        json.put("bought", figures.bought());
        json.put(
                "revenue",
                figures.revenue()
                        .setScale(Currency.getInstance(currency).getDefaultFractionDigits(), RoundingMode.HALF_EVEN)
                        .toPlainString());
        json.put("productsShown", figures.products());
        json.put("coverage", number(figures.coverage()));
        json.put("bestSellerShare", number(figures.bestSellers()));
        return json;
    }

    private static Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    Map<String, Object> visitors(List<RecentVisitors.Seen> seen) {
        List<Object> visitors = new ArrayList<>();
        for (RecentVisitors.Seen each : seen) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("user", each.user().orElse(null));
            json.put("anonymousId", each.browser().orElse(null));
            json.put("at", each.at().toString());
            json.put("placement", each.placement());
            json.put("source", each.source());
            visitors.add(json);
        }
        return Map.of("visitors", visitors);
    }

    Map<String, Object> explanation(Explanation explanation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", explanation.answer().source().word());
        json.put("reason", explanation.answer().reason());
        json.put("steppedDown", explanation.answer().steppedDown().orElse(null));
        List<Object> items = new ArrayList<>();
        for (Suggestion item : explanation.answer().items()) {
            Map<String, Object> each = product(item.product());
            each.put("score", Math.round(item.score() * 10_000) / 10_000.0);
            each.put("reason", item.reason());
            items.add(each);
        }
        json.put("items", items);
        List<Object> leftOut = new ArrayList<>();
        for (Explanation.LeftOut one : explanation.leftOut()) {
            Map<String, Object> each = product(one.product());
            each.put("rule", one.rule().word());
            each.put("reason", one.rule().words());
            leftOut.add(each);
        }
        json.put("leftOut", leftOut);
        return json;
    }

    private Map<String, Object> product(Product product) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", product.id());
        json.put("name", product.name());
        json.put("category", product.category().orElse(null));
        json.put("price", product.price().map(Object::toString).orElse(null));
        json.put("currency", currency);
        json.put("image", product.image().orElse(null));
        return json;
    }

    Map<String, Object> experiments(List<ExperimentResult> results) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("currency", currency);
        json.put("visitorsLeast", ExperimentResult.VISITORS_LEAST);
        json.put("experiments", results.stream().map(OutcomeJson::experiment).toList());
        return json;
    }

    private static Map<String, Object> experiment(ExperimentResult result) {
        Experiment experiment = result.experiment();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", experiment.name());
        json.put("placement", experiment.placement());
        json.put("from", experiment.from().map(Object::toString).orElse(null));
        json.put("until", experiment.until().map(Object::toString).orElse(null));
        json.put("control", experiment.control().name());
        json.put("mixedVisitors", result.mixed());
        json.put("sampleRatioProbability", number(result.sampleRatio()));
        json.put("cut", result.isCut());
        json.put(
                "variants", result.variants().stream().map(OutcomeJson::variant).toList());
        return json;
    }

    private static Map<String, Object> variant(VariantResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", result.variant().name());
        json.put("answers", word(result.variant().answers()));
        json.put("share", result.variant().share());
        json.put("visitors", result.visitors());
        json.put("clickThrough", estimate(result.clickThrough()));
        json.put("conversion", estimate(result.conversion()));
        json.put("revenuePerVisitor", estimate(result.revenue()));
        json.put("clickThroughDifference", estimate(result.clicksMore()));
        json.put("revenueDifference", estimate(result.revenueMore()));
        json.put("clickThroughVerdict", word(result.clicks()));
        json.put("revenueVerdict", word(result.money()));
        return json;
    }

    private static Map<String, Object> estimate(Optional<Estimate> estimate) {
        return estimate.<Map<String, Object>>map(
                        known -> Map.of("value", known.value(), "low", known.low(), "high", known.high()))
                .orElse(null);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
