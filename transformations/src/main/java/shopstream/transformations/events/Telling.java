package shopstream.transformations.events;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import shopstream.transformations.model.EventColumns;

/** What a row is told under, whenever it is told: its event, and its place in it. */
final class Telling implements KeySelector<RowData, String> {
    private static final long serialVersionUID = 1;

    private final int message;
    private final int place;

    Telling(RowType columns) {
        this.message = columns.getFieldIndex(EventColumns.MESSAGE);
        this.place = columns.getFieldIndex(EventColumns.PLACE);
    }

    @Override
    public String getKey(RowData row) {
        return row.getLong(place) + " " + row.getString(message);
    }
}
