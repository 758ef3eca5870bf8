package shopstream.transformations.model;

import java.util.Map;
import shopstream.contracts.seeds.CsvRows;
import shopstream.contracts.yaml.Place;

/**
 * Rows that are given to the sources, and the rows a mart is expected to have then.
 *
 * @param given by dataset, columns as the contract names them; a dataset that is not named is empty
 * @param expect only the columns named here are compared
 */
public record ModelTest(String name, Map<String, CsvRows> given, CsvRows expect, Place place) {
    /** Copies what it is given. */
    public ModelTest {
        given = Map.copyOf(given);
    }
}
