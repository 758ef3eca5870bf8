package shopstream.recommender.vectors;

import java.util.Arrays;
import shopstream.recommender.BestItems;
import shopstream.recommender.ScoredItems;

/**
 * Asks every vector. They are kept in blocks, within a block number by number, so that the innermost loop adds up the products
 * of many items at once.
 */
public final class ExactVectors implements VectorIndex {
    private static final int BLOCK = 128;

    private final int size;
    private final int width;
    private final float[] blocks;

    /** @param vectors one behind the other, each of {@code width} numbers */
    public ExactVectors(float[] vectors, int width) {
        this.width = width;
        size = VectorShape.count(vectors, width);
        blocks = new float[(size + BLOCK - 1) / BLOCK * BLOCK * width];
        for (int item = 0; item < size; item++) {
            int start = item / BLOCK * BLOCK * width + item % BLOCK;
            for (int k = 0; k < width; k++) {
                blocks[start + k * BLOCK] = vectors[item * width + k];
            }
        }
    }

    @Override
    public ScoredItems nearest(float[] vector, int wanted) {
        VectorShape.require(vector, width);
        BestItems best = new BestItems(wanted);
        float[] products = new float[BLOCK];
        for (int first = 0; first < size; first += BLOCK) {
            Arrays.fill(products, 0);
            int k = 0;
            for (; k + 4 <= width; k += 4) {
                add(products, (first * width) + k * BLOCK, vector[k], vector[k + 1], vector[k + 2], vector[k + 3]);
            }
            for (; k < width; k++) {
                add(products, first * width + k * BLOCK, vector[k]);
            }
            int end = Math.min(BLOCK, size - first);
            for (int i = 0; i < end; i++) {
                best.offer(first + i, products[i]);
            }
        }
        return best.take();
    }

    private void add(float[] products, int at, float a, float b, float c, float d) {
        for (int i = 0; i < BLOCK; i++) {
            products[i] += a * blocks[at + i]
                    + b * blocks[at + BLOCK + i]
                    + c * blocks[at + 2 * BLOCK + i]
                    + d * blocks[at + 3 * BLOCK + i];
        }
    }

    private void add(float[] products, int at, float a) {
        for (int i = 0; i < BLOCK; i++) {
            products[i] += a * blocks[at + i];
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long bytes() {
        return (long) Float.BYTES * blocks.length;
    }
}
