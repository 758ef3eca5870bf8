package shopstream.transformations.model;

import java.util.List;
import shopstream.contracts.seeds.Seed;

/**
 * A seed as models see it.
 *
 * @param types one per column, told from the values
 */
public record TypedSeed(Seed seed, List<SqlType> types) {
    /** Copies the types. */
    public TypedSeed {
        types = List.copyOf(types);
    }
}
