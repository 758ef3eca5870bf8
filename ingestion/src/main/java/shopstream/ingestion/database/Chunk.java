package shopstream.ingestion.database;

import java.util.List;
import java.util.Map;

/**
 * Rows of a table that were read in one go.
 *
 * @param rows column by column as they are checked, in the order of the key
 * @param after the key of the last row, as text; empty when reading cannot be resumed behind it
 * @param last whether the table has no further rows
 */
record Chunk(List<Map<String, Object>> rows, List<String> after, boolean last) {
    Chunk {
        after = List.copyOf(after);
    }
}
