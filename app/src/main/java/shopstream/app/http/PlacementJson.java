package shopstream.app.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import shopstream.contracts.yaml.Problem;
import shopstream.recommender.placements.Action;
import shopstream.recommender.placements.Bounds;
import shopstream.recommender.placements.Placement;
import shopstream.recommender.placements.Rule;
import shopstream.recommender.placements.Selection;

/** How placements and their rules are written. */
final class PlacementJson {
    private PlacementJson() {}

    /** @param now at which rules are in force or not */
    static Map<String, Object> of(Placement placement, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", placement.name());
        json.put("shows", placement.shows().word());
        json.put("description", placement.description().orElse(null));
        json.put("products", placement.products());
        json.put("recommender", placement.recommender().orElse(null));
        json.put("only", placement.only().map(PlacementJson::of).orElse(null));
        json.put("rules", placement.rules().stream().map(rule -> of(rule, now)).toList());
        json.put("file", placement.place().file().toString());
        return json;
    }

    private static Map<String, Object> of(Rule rule, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", rule.name());
        json.put("action", rule.action().word());
        if (rule.action() instanceof Action.Pin pin) {
            json.put("at", pin.at());
            json.put("most", pin.most());
        } else if (rule.action() instanceof Action.Boost boost) {
            json.put("times", boost.times());
        } else if (rule.action() instanceof Action.Bury bury) {
            json.put("times", bury.times());
        }
        json.put("of", of(rule.of()));
        json.put("from", rule.from().map(Instant::toString).orElse(null));
        json.put("until", rule.until().map(Instant::toString).orElse(null));
        json.put("inForce", rule.isInForce(now));
        json.put("line", rule.place().line());
        return json;
    }

    private static Map<String, Object> of(Selection selection) {
        Map<String, Object> json = new LinkedHashMap<>();
        texts(json, "product", selection.products());
        texts(json, "brand", selection.brands());
        texts(json, "category", selection.categories());
        selection.price().ifPresent(price -> json.put("price", of(price, BigDecimal::toPlainString)));
        selection.margin().ifPresent(percent -> json.put("margin", of(percent, BigDecimal::toPlainString)));
        selection
                .ageDays()
                .ifPresent(days -> json.put(
                        "age", of(days, each -> each.stripTrailingZeros().toPlainString() + "d")));
        return json;
    }

    private static void texts(Map<String, Object> json, String name, Set<String> texts) {
        if (!texts.isEmpty()) {
            json.put(name, texts);
        }
    }

    private static Map<String, Object> of(Bounds bounds, Function<BigDecimal, String> text) {
        Map<String, Object> json = new LinkedHashMap<>();
        bounds.from().ifPresent(from -> json.put("from", text.apply(from)));
        bounds.to().ifPresent(to -> json.put("to", text.apply(to)));
        return json;
    }

    static Map<String, Object> of(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", problem.place().file().toString());
        json.put("line", problem.place().line());
        json.put("message", problem.message());
        json.put("nextStep", problem.nextStep());
        return json;
    }
}
