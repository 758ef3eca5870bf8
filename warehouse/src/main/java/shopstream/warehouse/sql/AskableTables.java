package shopstream.warehouse.sql;

import java.util.List;

/**
 * The tables that questions can read now.
 *
 * @param missing why those of the lake are not among them, and what to do; null where nothing is missing
 */
public record AskableTables(List<AskableTable> tables, String missing) {
    public AskableTables {
        tables = List.copyOf(tables);
    }
}
