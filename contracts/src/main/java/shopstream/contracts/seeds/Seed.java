package shopstream.contracts.seeds;

import java.util.List;
import shopstream.contracts.yaml.Place;

/**
 * A small table of the shop's own; every value is text, an empty one is null.
 *
 * @param table its columns and rows, each row with its line
 * @param place its file
 */
public record Seed(String name, CsvRows table, Place place) {

    /** The columns' names, as in the file's header. */
    public List<String> columns() {
        return table.columns();
    }

    /** The rows, in the file's order. */
    public List<List<String>> rows() {
        return table.rows();
    }

    /** Where a row stands. */
    public Place placeOf(int row) {
        return new Place(place.file(), table.lines().get(row));
    }
}
