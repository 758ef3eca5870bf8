package shopstream.contracts;

/** What kind of value a column holds, and how wide it may be. */
public sealed interface ColumnType {
    /** Text of at most so many characters (Unicode code points); {@link Integer#MAX_VALUE} when not limited. */
    record Text(int maxLength) implements ColumnType {}

    /** A signed whole number of 8, 16, 32 or 64 bits. */
    record Whole(int bits) implements ColumnType {}

    /** An exact decimal with so many digits in all, of which {@code scale} after the point. */
    record Decimal(int precision, int scale) implements ColumnType {}

    /** A calendar day, without time and zone. */
    record Day() implements ColumnType {}

    /** An instant, with so many digits of a second (0 to 6). */
    record Moment(int fraction) implements ColumnType {}

    /** True or false. */
    record Flag() implements ColumnType {}
}
