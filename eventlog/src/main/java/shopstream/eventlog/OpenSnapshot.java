package shopstream.eventlog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the reading of all rows of a source has come. Kept in the marks, so that it goes on after a stop.
 *
 * @param epoch of the newest snapshot, finished or not; 0 before the first
 * @param needed whether all rows must be read anew, in an epoch after this one
 * @param tables by dataset, those whose rows have not all been read
 * @param origins by dataset, in the reader's own words, from what and by what its rows are read; rows of another origin do
 *     not go together with them. Empty where that was not written down
 */
public record OpenSnapshot(long epoch, boolean needed, Map<String, Table> tables, Map<String, String> origins) {
    /** Nothing has ever been read. */
    static final OpenSnapshot NEVER = neededAfter(0);

    public OpenSnapshot {
        tables = Map.copyOf(tables);
        // Marks of earlier versions do not tell it.
        origins = origins == null ? Map.of() : Map.copyOf(origins);
    }

    /** All rows must be read anew, in an epoch after this one. */
    static OpenSnapshot neededAfter(long epoch) {
        return new OpenSnapshot(epoch, true, Map.of(), Map.of());
    }

    /**
     * One table on the way.
     *
     * @param after the key of the last row that was appended, as text, column by column; empty before the first
     * @param rows read so far
     */
    public record Table(List<String> after, long rows) {
        static final Table BEGINNING = new Table(List.of(), 0);

        public Table {
            after = List.copyOf(after);
        }
    }

    OpenSnapshot with(String dataset, Table table) {
        Map<String, Table> changed = new LinkedHashMap<>(tables);
        changed.put(dataset, table);
        return new OpenSnapshot(epoch, needed, changed, origins);
    }

    OpenSnapshot without(String dataset) {
        Map<String, Table> changed = new LinkedHashMap<>(tables);
        changed.remove(dataset);
        return new OpenSnapshot(epoch, needed, changed, origins);
    }

    OpenSnapshot from(Map<String, String> others) {
        return new OpenSnapshot(epoch, needed, tables, others);
    }
}
