package shopstream.contracts;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shopstream.contracts.yaml.Place;

/**
 * What the records of one dataset must look like. Immutable; read from files by {@link ContractFiles}.
 *
 * @param dataset the name under which the log and the models know it
 * @param physicalName the table in the source
 * @param zone the zone of the source's zone-less times, when it is not the source's own
 * @param partitions of the dataset's topic, when the contract fixes them
 */
public record Contract(
        String dataset,
        String id,
        String version,
        String physicalName,
        List<Column> columns,
        Optional<ZoneId> zone,
        OptionalInt partitions,
        String description,
        Place place) {
    public Contract {
        columns = List.copyOf(columns);
    }

    /** The primary key's columns, in the order of their position in the key. */
    public List<Column> key() {
        return columns.stream()
                .filter(column -> column.keyPosition() > 0)
                .sorted(Comparator.comparingInt(Column::keyPosition))
                .toList();
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** {@code id@version}, as records carry it in their header. */
    public String versionedId() {
        return id + "@" + version;
    }
}
