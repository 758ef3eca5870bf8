package shopstream.recommender.taste;

/**
 * What is known of items before anybody had to do with them, such as words of their names and their price: numbers of similar
 * size, for each item as many.
 *
 * @param width how many numbers describe an item
 * @param values the numbers of one item behind those of another, in the order of the items
 */
public record ContentFeatures(int width, float[] values) {
    public ContentFeatures {
        if (width < 1 || values.length % width != 0) {
            throw new IllegalArgumentException(values.length + " numbers do not describe items by " + width + " each");
        }
    }

    public int items() {
        return values.length / width;
    }

    /** The same, each item's numbers at length 1. */
    public ContentFeatures atLengthOne() {
        return new ContentFeatures(width, normalised());
    }

    /** The same numbers, each item's at length 1, so that inner products are cosines; an item of zeros keeps them. */
    float[] normalised() {
        float[] normalised = values.clone();
        for (int start = 0; start < normalised.length; start += width) {
            double squares = 0;
            for (int k = start; k < start + width; k++) {
                squares += (double) normalised[k] * normalised[k];
            }
            for (int k = start; k < start + width && squares > 0; k++) {
                normalised[k] /= (float) Math.sqrt(squares);
            }
        }
        return normalised;
    }
}
