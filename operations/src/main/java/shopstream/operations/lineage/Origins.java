package shopstream.operations.lineage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From what the rows of a table come.
 *
 * @param columns of each of its columns the fields that its values are computed from, in the order of the columns
 * @param rows the fields that decide which rows there are: what it is joined, filtered and grouped by
 */
record Origins(Map<String, Set<Field>> columns, Set<Field> rows) {
    /** Of a table that comes from nothing else. */
    static Origins of(String table, Collection<String> columns) {
        Map<String, Set<Field>> own = new LinkedHashMap<>();
        columns.forEach(column -> own.put(column, Set.of(new Field(table, column))));
        return new Origins(own, Set.of());
    }

    /** The column of that name, in whatever case. */
    Optional<Set<Field>> column(String name) {
        return columns.entrySet().stream()
                .filter(column -> column.getKey().equalsIgnoreCase(name))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    /** All that it comes from. */
    Set<Field> everything() {
        Set<Field> all = new TreeSet<>(rows);
        columns.values().forEach(all::addAll);
        return all;
    }
}
