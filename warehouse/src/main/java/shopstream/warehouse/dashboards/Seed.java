package shopstream.warehouse.dashboards;

import java.util.List;
import shopstream.contracts.yaml.Place;

/** A small table of the shop's own; every value is text, an empty one is null. The first column is its key. */
public record Seed(String name, List<String> columns, List<List<String>> rows, Place place) {

    public Seed {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
