package shopstream.warehouse.sql;

import java.util.List;

/**
 * A table that questions can read.
 *
 * @param name as a question writes it
 */
public record AskableTable(String name, Kind kind, String description, List<Column> columns) {
    public AskableTable {
        columns = List.copyOf(columns);
    }

    /** @param type as DuckDB calls it */
    public record Column(String name, String type, String description) {}

    /** What kind of table it is, in the order in which they are listed. */
    public enum Kind {
        MEASURES,
        MART,
        SEED,
        LAKE
    }
}
