package shopstream.recommender.outputs;

import java.util.Map;
import shopstream.recommender.answers.LearnedVectors;

/**
 * Vectors of products and of customers that were learned together: an inner product of one and the other says how well the product
 * fits. Those of another learning lie in another space, and must not stand beside them.
 *
 * @param width how many numbers each has
 * @param products by their ids
 * @param customers by their ids
 */
public record PublishedEmbeddings(int width, Map<String, float[]> products, Map<String, float[]> customers) {
    public static PublishedEmbeddings of(LearnedVectors learned) {
        return new PublishedEmbeddings(learned.width(), learned.ofProducts(), learned.ofCustomers());
    }
}
