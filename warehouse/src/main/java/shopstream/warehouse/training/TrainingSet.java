package shopstream.warehouse.training;

import java.util.List;
import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * A training set as the shop declares it.
 *
 * @param sql a SELECT over datasets as they were known at one moment, and over their versions until then
 * @param columns in the order in which they are written
 * @param key columns that tell each row from all others; empty where nothing does
 * @param partitions columns whose values divide the files
 * @param compression of Parquet files: snappy or zstd
 * @param place of its description
 */
public record TrainingSet(
        String name,
        String description,
        String sql,
        List<Column> columns,
        List<String> key,
        List<String> partitions,
        String compression,
        Place place) {
    public TrainingSet {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        partitions = List.copyOf(partitions);
    }

    /** @param type in SQL, such as {@code decimal(10,2)} */
    public record Column(String name, String type, boolean required, String description) {}

    Optional<Column> column(String column) {
        return columns.stream().filter(each -> each.name().equals(column)).findFirst();
    }
}
