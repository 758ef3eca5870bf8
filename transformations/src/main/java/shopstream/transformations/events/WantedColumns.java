package shopstream.transformations.events;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Leaves of a row the columns that a model asked for, which are its first. */
final class WantedColumns implements MapFunction<RowData, RowData> {
    private static final long serialVersionUID = 1;

    private final RowData.FieldGetter[] fields;

    WantedColumns(RowType wanted) {
        fields = new RowData.FieldGetter[wanted.getFieldCount()];
        for (int at = 0; at < fields.length; at++) {
            fields[at] = RowData.createFieldGetter(wanted.getTypeAt(at), at);
        }
    }

    @Override
    public RowData map(RowData row) {
        GenericRowData left = new GenericRowData(fields.length);
        for (int at = 0; at < fields.length; at++) {
            left.setField(at, fields[at].getFieldOrNull(row));
        }
        return left;
    }
}
