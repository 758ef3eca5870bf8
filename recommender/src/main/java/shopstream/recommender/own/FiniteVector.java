package shopstream.recommender.own;

/** What is required of the numbers that a model gives. */
final class FiniteVector {
    private FiniteVector() {}

    /** Whether each of them is a number, and none is infinite. */
    static boolean is(float[] vector) {
        for (float number : vector) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    /** The same direction; a vector of zeros stays one. */
    static float[] ofLengthOne(float[] vector) {
        double squares = 0;
        for (float number : vector) {
            squares += (double) number * number;
        }
        float[] scaled = new float[vector.length];
        for (int k = 0; k < vector.length; k++) {
            scaled[k] = squares == 0 ? 0 : (float) (vector[k] / Math.sqrt(squares));
        }
        return scaled;
    }
}
