package shopstream.operations.lineage;

import java.util.Comparator;

/** A column of something that has columns: a dataset, a seed, a model. */
public record Field(String table, String column) implements Comparable<Field> {
    private static final Comparator<Field> ORDER =
            Comparator.comparing(Field::table).thenComparing(Field::column);

    @Override
    public int compareTo(Field other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
