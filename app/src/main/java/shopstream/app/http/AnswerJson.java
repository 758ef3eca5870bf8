package shopstream.app.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.answers.Answer;
import shopstream.recommender.answers.Suggestion;
import shopstream.recommender.experiments.Experiments;
import shopstream.recommender.live.Product;

/** How recommendations are written. */
final class AnswerJson {
    private final String currency;

    /** @param currency of prices */
    AnswerJson(String currency) {
        this.currency = currency;
    }

    /** Of an answer that is given to nobody. */
    Map<String, Object> of(Answer answer) {
        return of(answer, Optional.empty());
    }

    /** @param assigned the experiment that it is part of; sent back with what follows, so that it is known after a restart, too */
    Map<String, Object> of(Answer answer, Optional<Experiments.Assignment> assigned) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recommendationId", answer.id());
        answer.placement().ifPresent(name -> json.put("placement", name));
        json.put("source", answer.source().word());
        answer.region().ifPresent(name -> json.put("region", name));
        json.put("reason", answer.reason());
        json.put("model", answer.model().orElse(null));
        json.put("steppedDown", answer.steppedDown().orElse(null));
        json.put("rules", answer.rules());
        json.put(
                "experiment",
                assigned.map(one -> Map.of(
                                "name", one.experiment().name(),
                                "variant", one.variant().name()))
                        .orElse(null));
        List<Map<String, Object>> items = new ArrayList<>();
        for (Suggestion item : answer.items()) {
            Map<String, Object> each = of(item.product());
            each.put("score", Math.round(item.score() * 10_000) / 10_000.0);
            each.put("reason", item.reason());
            if (!item.rules().isEmpty()) {
                each.put("rules", item.rules());
            }
            items.add(each);
        }
        json.put("items", items);
        return json;
    }

    Map<String, Object> of(Product product) {
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
}
