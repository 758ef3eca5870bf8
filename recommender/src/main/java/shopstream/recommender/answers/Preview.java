package shopstream.recommender.answers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import shopstream.recommender.live.Product;

/**
 * What a placement would show.
 *
 * @param leftOut products that its rules leave out, each with the name of the rule
 */
public record Preview(Answer answer, Map<Product, String> leftOut) {
    public Preview {
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }
}
