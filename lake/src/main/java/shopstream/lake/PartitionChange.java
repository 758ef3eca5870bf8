package shopstream.lake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.transforms.Transform;
import shopstream.contracts.Contract;

/**
 * How a contract now divides the files of a history that was divided otherwise. New files are divided so; those that are
 * there stay as they are, and each knows its own division.
 */
final class PartitionChange {
    private final Table table;

    private PartitionChange(Table table) {
        this.table = table;
    }

    static void take(Table table, Contract contract) {
        new PartitionChange(table).take(HistorySchema.partitions(contract, table.schema()));
    }

    private record Division(String column, Transform<?, ?> transform) {}

    private void take(PartitionSpec wanted) {
        Map<Division, PartitionField> there = divisions(table.spec());
        Map<Division, PartitionField> asked = divisions(wanted);
        // Another order of the same divisions makes other folders, and nothing else.
        if (there.keySet().equals(asked.keySet())) {
            return;
        }
        UpdatePartitionSpec update = table.updateSpec();
        there.forEach((division, field) -> {
            if (!asked.containsKey(division)) {
                update.removeField(field.name());
            }
        });
        asked.forEach((division, field) -> {
            if (!there.containsKey(division)) {
                update.addField(field.name(), Expressions.transform(division.column(), division.transform()));
            }
        });
        update.commit();
        table.refresh();
    }

    /** Those in use: what a table of an earlier format no longer divides by stays in its list as void. */
    private Map<Division, PartitionField> divisions(PartitionSpec spec) {
        Map<Division, PartitionField> divisions = new LinkedHashMap<>();
        for (PartitionField field : spec.fields()) {
            if (!field.transform().isVoid()) {
                divisions.put(new Division(table.schema().findColumnName(field.sourceId()), field.transform()), field);
            }
        }
        return divisions;
    }
}
