package shopstream.ingestion.discovery;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A column as it was read.
 *
 * @param definition its type as the server writes it, for people
 * @param length of a text in characters; 0 when it is not limited
 * @param precision digits in all; 0 when not stated
 * @param scale digits after the point
 * @param allowed the values of an enumeration; empty for every other type
 * @param sample values of the rows that were looked at, as text and row by row; null where there is none
 * @param elsewhere values of other rows, which were asked for
 * @param whole whether sample and elsewhere together say of all rows what {@link Census} asks; otherwise any row that was
 *     not looked at may differ
 */
record ColumnReading(
        String name,
        Family family,
        String definition,
        boolean nullable,
        int length,
        int precision,
        int scale,
        List<String> allowed,
        List<String> sample,
        List<String> elsewhere,
        boolean whole) {

    ColumnReading withSample(List<String> values, boolean whole) {
        List<String> kept = Collections.unmodifiableList(values);
        return new ColumnReading(
                name, family, definition, nullable, length, precision, scale, allowed, kept, elsewhere, whole);
    }

    ColumnReading withElsewhere(List<String> values, boolean whole) {
        return new ColumnReading(
                name, family, definition, nullable, length, precision, scale, allowed, sample, values, whole);
    }

    Words words() {
        return Words.of(name);
    }

    /** What is there in the sample, without the missing values. */
    List<String> present() {
        return sample.stream().filter(Objects::nonNull).toList();
    }

    /** The different values that are known, in the order they were met; an enumeration's own come first. */
    Set<String> distinct() {
        Set<String> values = new LinkedHashSet<>(allowed);
        values.addAll(present());
        values.addAll(elsewhere);
        return values;
    }

    boolean negative() {
        return family.numeric() && distinct().stream().anyMatch(value -> value.startsWith("-"));
    }
}
