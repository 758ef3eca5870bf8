package shopstream.operations.schema;

import java.util.Set;
import shopstream.operations.lineage.Field;

/**
 * What one change of the schema means for the shop's contracts.
 *
 * @param what happens then, with the place
 * @param next what to do about it; empty where nothing is to be done
 * @param fields the columns of datasets whose values would be missing, others, or set aside
 */
public record Consequence(SchemaChange change, Weight weight, String what, String next, Set<Field> fields) {
    public Consequence {
        fields = Set.copyOf(fields);
    }

    /** How bad it is. */
    public enum Weight {
        /** Everything goes on. */
        HARMLESS,
        /** Rows that were not possible before are set aside. */
        SETS_ASIDE,
        /** Rows are no longer taken, or mean something else. */
        BREAKS
    }
}
