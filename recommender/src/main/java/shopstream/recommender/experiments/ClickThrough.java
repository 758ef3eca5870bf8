package shopstream.recommender.experiments;

/**
 * Clicked lists per shown list, of many visitors. One visitor's lists are not independent of each other, so that visitors are what
 * is counted: the ratio of two means, with the normal interval of its linear approximation (delta method; Deng, Knoblich and Lu,
 * KDD 2018).
 */
final class ClickThrough {
    private static final double NORMAL = 1.959963984540054;

    private long visitors;
    private double shown;
    private double clicked;
    private double shownSquares;
    private double clickedSquares;
    private double products;

    void add(int ofShown, int ofClicked) {
        visitors++;
        shown += ofShown;
        clicked += ofClicked;
        shownSquares += (double) ofShown * ofShown;
        clickedSquares += (double) ofClicked * ofClicked;
        products += (double) ofShown * ofClicked;
    }

    Estimate rate() {
        return around(ratio(), error());
    }

    /** How much larger it is than another. */
    Estimate minus(ClickThrough other) {
        return around(ratio() - other.ratio(), error() + other.error());
    }

    private double ratio() {
        return clicked / shown;
    }

    /** The squared standard error of the ratio. */
    private double error() {
        double ratio = ratio();
        double residuals = clickedSquares - 2 * ratio * products + ratio * ratio * shownSquares;
        double meanShown = shown / visitors;
        return residuals / (visitors - 1) / visitors / (meanShown * meanShown);
    }

    private static Estimate around(double value, double squaredError) {
        double reach = NORMAL * Math.sqrt(Math.max(0, squaredError));
        return new Estimate(value, value - reach, value + reach);
    }
}
