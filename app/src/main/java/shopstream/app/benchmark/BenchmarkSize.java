package shopstream.app.benchmark;

import java.util.OptionalInt;
import shopstream.demo.ShopPlan;

/**
 * How much is measured.
 *
 * @param quick small, to see that everything works; the figures say little
 * @param historyDays of every shop that is measured, where they are not to be those that belong to the size
 */
public record BenchmarkSize(boolean quick, OptionalInt historyDays) {
    private static final double ORDERS_PER_SECOND = 0.05;

    Sizes sizes() {
        Sizes sizes = quick ? Sizes.quick() : Sizes.full();
        return historyDays.isPresent() ? sizes.of(new ShopPlan(ORDERS_PER_SECOND, historyDays.getAsInt(), 1)) : sizes;
    }

    /** As they are written on the command line. */
    String options() {
        return (quick ? " --quick" : "") + (historyDays.isPresent() ? " --history-days " + historyDays.getAsInt() : "");
    }
}
