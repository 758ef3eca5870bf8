package shopstream.recommender.vectors;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult.NodeScore;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorUtil;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import shopstream.recommender.ScoredItems;

/**
 * Asks a small part of many vectors, along JVector's graph of neighbours: nearly always the nearest, not always.
 *
 * <p>All vectors are divided by the length of the longest and those asked for by their own, since JVector takes inner products
 * to be within −1 and 1 and rounds them there. A detour by one more dimension, which makes the largest product the smallest
 * distance, found fewer of the nearest for more work.
 */
public final class GraphVectors implements VectorIndex {
    private static final int LINKS = 32;
    private static final int BUILT_AMONG = 100;
    private static final float MORE_LINKS_WHILE_BUILDING = 1.2f;
    private static final float DIVERSITY = 1.2f;
    /** So many of the best are kept while searching, and four times as many as are wanted at least. */
    private static final int SEARCHED_AMONG = 50;

    private static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;
    private static final VectorTypeSupport TYPES =
            VectorizationProvider.getInstance().getVectorTypeSupport();

    private final int width;
    private final float longest;
    private final RandomAccessVectorValues vectors;
    private final ImmutableGraphIndex graph;

    /** @param numbers the vectors one behind the other, each of {@code width} numbers, at least one vector */
    public GraphVectors(float[] numbers, int width) {
        this.width = width;
        int size = VectorShape.count(numbers, width);
        longest = longest(numbers, width);
        List<VectorFloat<?>> scaled = new ArrayList<>(size);
        for (int item = 0; item < size; item++) {
            scaled.add(scaled(numbers, item * width, width, longest));
        }
        vectors = new ListRandomAccessVectorValues(scaled, width);
        try (GraphIndexBuilder builder = GraphIndexBuilder.builder(vectors, SIMILARITY, LINKS)
                .withBeamWidth(BUILT_AMONG)
                .withNeighborOverflow(MORE_LINKS_WHILE_BUILDING)
                .withAlpha(DIVERSITY)
                .build()) {
            graph = builder.build(vectors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float longest(float[] numbers, int width) {
        double longest = 0;
        for (int start = 0; start < numbers.length; start += width) {
            longest = Math.max(longest, length(numbers, start, width));
        }
        return (float) longest;
    }

    private static double length(float[] numbers, int start, int width) {
        double squares = 0;
        for (int k = start; k < start + width; k++) {
            squares += (double) numbers[k] * numbers[k];
        }
        return Math.sqrt(squares);
    }

    private static VectorFloat<?> scaled(float[] numbers, int start, int width, float divisor) {
        float[] scaled = new float[width];
        for (int k = 0; k < width; k++) {
            scaled[k] = divisor == 0 ? 0 : numbers[start + k] / divisor;
        }
        return TYPES.createFloatVector(scaled);
    }

    @Override
    public ScoredItems nearest(float[] vector, int wanted) {
        VectorShape.require(vector, width);
        float length = (float) length(vector, 0, width);
        VectorFloat<?> asked = scaled(vector, 0, width, length);
        NodeScore[] found = GraphSearcher.search(
                        asked, wanted, Math.max(SEARCHED_AMONG, 4 * wanted), vectors, SIMILARITY, graph, Bits.ALL)
                .getNodes();
        ScoredItems nearest = new ScoredItems(new int[found.length], new float[found.length]);
        for (int rank = 0; rank < found.length; rank++) {
            nearest.items()[rank] = found[rank].node;
            nearest.scores()[rank] =
                    VectorUtil.dotProduct(asked, vectors.getVector(found[rank].node)) * longest * length;
        }
        return nearest;
    }

    @Override
    public int size() {
        return vectors.size();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long bytes() {
        return (long) Float.BYTES * size() * width + graph.ramBytesUsed();
    }
}
