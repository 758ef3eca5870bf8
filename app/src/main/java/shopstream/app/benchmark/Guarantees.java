package shopstream.app.benchmark;

import java.util.ArrayList;
import java.util.List;

/** The same measurement under both delivery guarantees, one after the other on one shop. */
final class Guarantees {
    private static final String EXACTLY_ONCE = "exactly-once";
    private static final String AT_LEAST_ONCE = "at-least-once";
    private static final double AHEAD_P99_MILLIS = 200;

    private Guarantees() {}

    /** A measurement of a shop whose platform runs with one of them. */
    interface Measured {
        /** @param guarantee as it is to be named in the figures */
        List<Figure> of(String guarantee) throws Exception;
    }

    static List<Figure> each(MeasuredShop shop, Measured measured) throws Exception {
        List<Figure> figures = new ArrayList<>(measured.of(EXACTLY_ONCE));
        try {
            shop.deliver(AT_LEAST_ONCE);
            figures.addAll(measured.of(AT_LEAST_ONCE));
        } finally {
            shop.deliver(EXACTLY_ONCE);
        }
        return figures;
    }

    /** What a figure of it is called. @param name of the measurement, by which rows of tables are found again */
    static String named(String name, String guarantee) {
        return name + ": " + guarantee + ", ";
    }

    /** What is asked of the slowest hundredth. @param exactlyOnceMillis what is asked where rows wait for their commit */
    static double bound(String guarantee, double exactlyOnceMillis) {
        return guarantee.equals(EXACTLY_ONCE) ? exactlyOnceMillis : AHEAD_P99_MILLIS;
    }
}
