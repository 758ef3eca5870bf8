package shopstream.warehouse.questions;

/** How finely time is told apart. */
public enum Grain {
    TOTAL,
    DAY,
    HOUR
}
