package shopstream.app.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.live.Product;

/** How it is written what is popular: in an answer, and where it is pushed to somebody. */
public final class PopularJson {
    private final AnswerJson json;

    /** @param currency of prices */
    public PopularJson(String currency) {
        this.json = new AnswerJson(currency);
    }

    /**
     * As text.
     *
     * @param days the last so many
     * @param region in which they are; empty for everywhere
     * @param products the most wanted first
     */
    public String of(int days, Optional<String> region, List<Product> products) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("days", days);
        region.ifPresent(name -> answer.put("region", name));
        answer.put("items", products.stream().map(json::of).toList());
        return Json.text(answer);
    }
}
