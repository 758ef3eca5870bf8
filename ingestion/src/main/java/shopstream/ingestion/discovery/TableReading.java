package shopstream.ingestion.discovery;

import java.util.List;
import java.util.Optional;

/**
 * A table as it was read.
 *
 * @param rows about how many there are, by the server's own statistics; -1 when it does not know
 * @param key the columns of its primary key, in their order; empty when it has none
 * @param unreadable why no row could be looked at, for people; empty when rows could
 */
record TableReading(String name, long rows, List<String> key, List<ColumnReading> columns, String unreadable) {
    TableReading {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** With a column in the place of its namesake. */
    TableReading with(ColumnReading column) {
        List<ColumnReading> replaced = columns.stream()
                .map(one -> one.name().equals(column.name()) ? column : one)
                .toList();
        return new TableReading(name, rows, key, replaced, unreadable);
    }

    Words words() {
        return Words.of(name);
    }

    Optional<ColumnReading> find(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).findFirst();
    }

    ColumnReading column(String column) {
        return find(column).orElseThrow(() -> new IllegalArgumentException(name + " has no column " + column));
    }

    /** The key where it is one column: only such a table can be referred to by a column. */
    Optional<ColumnReading> singleKey() {
        return key.size() == 1 ? find(key.get(0)) : Optional.empty();
    }

    int sampled() {
        return columns.stream().mapToInt(column -> column.sample().size()).max().orElse(0);
    }
}
