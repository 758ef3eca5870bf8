package shopstream.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.LakeTable;

/**
 * The columns of a dataset's history: those of its contract that are not personal, and what is known of each change. Of
 * a deletion there is only the key, so that all others may be null.
 */
public final class HistorySchema {
    /** r (read), c (created), u (updated) or d (deleted). */
    public static final String OPERATION = "__op";
    /** The place in the source, as text that sorts like the places. */
    public static final String POSITION = "__position";
    /** When the source committed it. */
    public static final String COMMIT_TIME = "__commit_time";
    /** When it was taken in. */
    public static final String INGESTED_AT = "__ingested_at";
    /** The contract that it was checked against, as {@code id@version}. */
    public static final String CONTRACT = "__contract";
    /** The partition of the dataset's topic in the log. */
    public static final String PARTITION = "__partition";
    /** The place in that partition: no two rows of a table have both in common. */
    public static final String OFFSET = "__offset";

    private static final List<NestedField> OF_THE_CHANGE = List.of(
            NestedField.required(
                    1, OPERATION, Types.StringType.get(), "r (read), c (created), u (updated), d (deleted)"),
            NestedField.required(
                    2, POSITION, Types.StringType.get(), "The place in the source; a later change sorts behind"),
            NestedField.required(
                    3, COMMIT_TIME, Types.TimestampType.withZone(), "When the source committed the change"),
            NestedField.optional(4, INGESTED_AT, Types.TimestampType.withZone(), "When the change was taken in"),
            NestedField.optional(5, CONTRACT, Types.StringType.get(), "The contract it was checked against"),
            NestedField.required(6, PARTITION, Types.IntegerType.get(), "The partition of the topic in the log"),
            NestedField.required(7, OFFSET, Types.LongType.get(), "The place in that partition"));

    private HistorySchema() {}

    /** The columns of a contract that go to the lake. */
    public static List<Column> kept(Contract contract) {
        return contract.columns().stream().filter(column -> !column.personal()).toList();
    }

    static Schema of(Contract contract) {
        List<NestedField> fields = new ArrayList<>(OF_THE_CHANGE);
        for (Column column : kept(contract)) {
            int id = fields.size() + 1;
            Type type = type(column.type());
            fields.add(
                    column.keyPosition() > 0
                            ? NestedField.required(id, column.name(), type, column.description())
                            : NestedField.optional(id, column.name(), type, column.description()));
        }
        return new Schema(fields);
    }

    static PartitionSpec partitions(Contract contract, Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        for (LakeTable.Partition partition : contract.lake().orElseThrow().partitions()) {
            divide(spec, partition);
        }
        return spec.build();
    }

    private static void divide(PartitionSpec.Builder spec, LakeTable.Partition partition) {
        String column = partition.column();
        switch (partition.division()) {
            case IDENTITY -> spec.identity(column);
            case YEAR -> spec.year(column);
            case MONTH -> spec.month(column);
            case DAY -> spec.day(column);
            case HOUR -> spec.hour(column);
            case BUCKET -> spec.bucket(column, partition.width().orElseThrow());
            case TRUNCATE -> spec.truncate(column, partition.width().orElseThrow());
            default ->
                throw new IllegalArgumentException(partition.division().name().toLowerCase(Locale.ROOT));
        }
    }

    static boolean isOfTheChange(String column) {
        return OF_THE_CHANGE.stream().anyMatch(field -> field.name().equals(column));
    }

    static ColumnType columnType(Type type) {
        return switch (type.typeId()) {
            case INTEGER -> new ColumnType.Whole(32);
            case LONG -> new ColumnType.Whole(64);
            case DECIMAL ->
                new ColumnType.Decimal(((Types.DecimalType) type).precision(), ((Types.DecimalType) type).scale());
            case DATE -> new ColumnType.Day();
            case TIMESTAMP -> new ColumnType.Moment(6);
            case BOOLEAN -> new ColumnType.Flag();
            default -> new ColumnType.Text(Integer.MAX_VALUE);
        };
    }

    static Type type(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return Types.DecimalType.of(decimal.precision(), decimal.scale());
        } else if (type instanceof ColumnType.Whole whole) {
            return whole.bits() > 32 ? Types.LongType.get() : Types.IntegerType.get();
        } else if (type instanceof ColumnType.Day) {
            return Types.DateType.get();
        } else if (type instanceof ColumnType.Moment) {
            return Types.TimestampType.withZone();
        } else if (type instanceof ColumnType.Flag) {
            return Types.BooleanType.get();
        }
        return Types.StringType.get();
    }
}
