package shopstream.contracts;

import java.util.List;
import java.util.OptionalInt;

/**
 * That a dataset's history is kept in the lake, and how its files are divided there.
 *
 * @param partitions from the outermost to the innermost; none where the files are not divided
 */
public record LakeTable(List<Partition> partitions) {
    public LakeTable {
        partitions = List.copyOf(partitions);
    }

    /**
     * One level of the division.
     *
     * @param column whose value divides
     * @param width how many buckets, or how many characters or how large a step is kept; only where the division has one
     */
    public record Partition(String column, Division division, OptionalInt width) {}

    /** What of a value divides, in Iceberg's words. */
    public enum Division {
        IDENTITY,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET,
        TRUNCATE;

        boolean hasWidth() {
            return this == BUCKET || this == TRUNCATE;
        }

        /** Whether values of a type can be divided so. */
        boolean suits(ColumnType type) {
            return switch (this) {
                case IDENTITY, BUCKET -> true;
                case YEAR, MONTH, DAY -> type instanceof ColumnType.Day || type instanceof ColumnType.Moment;
                case HOUR -> type instanceof ColumnType.Moment;
                case TRUNCATE ->
                    !(type instanceof ColumnType.Day
                            || type instanceof ColumnType.Moment
                            || type instanceof ColumnType.Flag);
            };
        }
    }
}
