package shopstream.recommender.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The columns of products, or of customers, that models of the shop's own take, row by row as they are now. One thread changes
 * it, any number read.
 */
public final class FeatureRows {
    private final List<String> columns;
    private final Map<String, String[]> rows = new ConcurrentHashMap<>();
    private volatile long changes;

    /** @param columns which are kept */
    public FeatureRows(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    public List<String> columns() {
        return columns;
    }

    /** Takes a row as it is now. @param value gives a column's value as text, empty where it has none */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread changes it
    public void put(String id, Function<String, Optional<String>> value) {
        String[] values = new String[columns.size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = value.apply(columns.get(column)).orElse(null);
        }
        String[] before = rows.put(id, values);
        if (before == null || !Arrays.equals(before, values)) {
            changes++;
        }
    }

    /** A row is gone. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread changes it
    public void remove(String id) {
        if (rows.remove(id) != null) {
            changes++;
        }
    }

    /** The ids of all rows. */
    public List<String> ids() {
        return new ArrayList<>(rows.keySet());
    }

    public boolean has(String id) {
        return rows.containsKey(id);
    }

    /** A value of a row; empty where there is no such row, or nothing in the column. */
    public Optional<String> value(String id, String column) {
        String[] values = rows.get(id);
        int at = columns.indexOf(column);
        return values == null || at < 0 ? Optional.empty() : Optional.ofNullable(values[at]);
    }

    /** Grows with each change of what is kept. */
    public long changes() {
        return changes;
    }
}
