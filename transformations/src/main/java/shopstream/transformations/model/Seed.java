package shopstream.transformations.model;

import java.util.List;
import shopstream.contracts.yaml.Place;

/**
 * A small table of the shop's own, from a CSV file with a header line.
 *
 * @param types one per column, told from the values
 */
public record Seed(String name, CsvRows rows, List<SqlType> types, Place place) {
    /** Copies the types. */
    public Seed {
        types = List.copyOf(types);
    }
}
