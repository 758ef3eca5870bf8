package shopstream.recommender.vectors;

import java.util.Random;

/** Vectors as they are of items: around centres, some far longer than others. */
final class SeededVectors {
    private static final int CENTRES = 100;

    private SeededVectors() {}

    /** So many vectors, one behind the other; those of another seed are around the same centres. */
    static float[] clustered(int count, int width, long seed) {
        Random ofCentres = new Random(17);
        float[] centres = new float[CENTRES * width];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (float) ofCentres.nextGaussian();
        }
        Random random = new Random(seed);
        float[] vectors = new float[count * width];
        for (int item = 0; item < count; item++) {
            int centre = random.nextInt(CENTRES);
            double length = Math.exp(0.5 * random.nextGaussian()) / Math.sqrt(width);
            for (int k = 0; k < width; k++) {
                vectors[item * width + k] =
                        (float) (length * (centres[centre * width + k] + 0.8 * random.nextGaussian()));
            }
        }
        return vectors;
    }
}
