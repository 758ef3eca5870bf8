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
 * @param days the zone of days without a time, when it is not that of the zone-less times
 * @param partitions of the dataset's topic, when the contract fixes them
 * @param lake how its history is kept in the lake, where it is
 */
public record Contract(
        String dataset,
        String id,
        String version,
        String physicalName,
        List<Column> columns,
        Optional<ZoneId> zone,
        Optional<ZoneId> days,
        OptionalInt partitions,
        Optional<LakeTable> lake,
        String description,
        Place place) {
    public Contract {
        columns = List.copyOf(columns);
    }

    /** A contract whose days without a time are in the zone of its zone-less times, and that is not kept in the lake. */
    public Contract(
            String dataset,
            String id,
            String version,
            String physicalName,
            List<Column> columns,
            Optional<ZoneId> zone,
            OptionalInt partitions,
            String description,
            Place place) {
        this(
                dataset,
                id,
                version,
                physicalName,
                columns,
                zone,
                Optional.empty(),
                partitions,
                Optional.empty(),
                description,
                place);
    }

    /** The same contract where a day without a time is that day in {@code zone}, whatever zone times are in. */
    public Contract withDaysIn(ZoneId zone) {
        return new Contract(
                dataset,
                id,
                version,
                physicalName,
                columns,
                this.zone,
                Optional.of(zone),
                partitions,
                lake,
                description,
                place);
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
