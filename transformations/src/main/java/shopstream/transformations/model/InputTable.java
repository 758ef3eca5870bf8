package shopstream.transformations.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.contracts.EventContract;
import shopstream.contracts.yaml.Place;

/**
 * What a model may name behind FROM: a dataset of the source, or the stream of events, to which rows are only added.
 *
 * @param key what tells a dataset's rows apart, in the order of the key; a stream has none
 */
public record InputTable(String name, List<InputColumn> columns, List<String> key, Place place) {
    /** Copies the lists it is given. */
    public InputTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** All that a shop's models may read. */
    public static List<InputTable> all(List<Contract> datasets, Optional<EventContract> events) {
        List<InputTable> tables = new ArrayList<>();
        datasets.forEach(dataset -> tables.add(of(dataset)));
        events.ifPresent(stream ->
                tables.add(new InputTable(stream.dataset(), EventColumns.of(stream), List.of(), stream.place())));
        return List.copyOf(tables);
    }

    /** Only keys are required: older records may lack a newer required column. */
    public static InputTable of(Contract dataset) {
        return new InputTable(
                dataset.dataset(),
                dataset.columns().stream()
                        .map(column -> new InputColumn(column.name(), column.type(), column.keyPosition() > 0))
                        .toList(),
                dataset.key().stream().map(Column::name).toList(),
                dataset.place());
    }
}
