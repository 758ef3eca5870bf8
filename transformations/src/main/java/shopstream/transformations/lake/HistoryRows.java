package shopstream.transformations.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.RuntimeContextInitializationContextAdapters;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonParserRowDataDeserializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.RowData.FieldGetter;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;

/** Makes rows of a history from records of its dataset: the values, or of a deletion the key, and what is known of the change. */
final class HistoryRows extends RichMapFunction<RowData, RowData> {
    private static final long serialVersionUID = 1;

    private final RowType history;
    private final JsonParserRowDataDeserializationSchema json;
    /** For each column of the history, what gets it from the logged row or from its values; null where it stays empty. */
    private final FieldGetter[] ofTheChange;

    private final FieldGetter[] ofTheValues;
    private transient List<RowData> read;
    private transient ListCollector<RowData> reading;

    /**
     * @param history the columns as they are written
     * @param written the values that the contract has now; others stay empty
     */
    HistoryRows(RowType history, List<String> written) {
        this.history = history;
        int count = history.getFieldCount();
        ofTheChange = new FieldGetter[count];
        ofTheValues = new FieldGetter[count];
        List<RowField> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RowField field = history.getFields().get(i);
            int change = LoggedRows.OF_THE_CHANGE.indexOf(field.getName());
            if (change >= 0) {
                int place = LoggedRows.CHANGE + change;
                ofTheChange[i] = RowData.createFieldGetter(LoggedRows.TYPE.getTypeAt(place), place);
            } else if (written.contains(field.getName())) {
                ofTheValues[i] = RowData.createFieldGetter(field.getType(), values.size());
                // A record from before the contract had the column lacks it, and a deletion all but the key.
                values.add(new RowField(field.getName(), field.getType().copy(true)));
            }
        }
        RowType type = new RowType(values);
        // Straight into the row, without a tree of each record in between.
        json = new JsonParserRowDataDeserializationSchema(
                type, InternalTypeInfo.of(type), false, false, TimestampFormat.ISO_8601);
    }

    InternalTypeInfo<RowData> produced() {
        return InternalTypeInfo.of(history);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        open(RuntimeContextInitializationContextAdapters.deserializationAdapter(getRuntimeContext()));
    }

    void open(DeserializationSchema.InitializationContext context) throws IOException {
        read = new ArrayList<>();
        reading = new ListCollector<>(read);
        try {
            json.open(context);
        } catch (Exception e) {
            throw new IOException("The reading of records cannot begin: " + e.getMessage(), e);
        }
    }

    @Override
    public RowData map(RowData logged) throws IOException {
        int from = logged.isNullAt(LoggedRows.VALUE) ? LoggedRows.KEY : LoggedRows.VALUE;
        read.clear();
        json.deserialize(logged.getBinary(from), reading);
        RowData values = read.get(0);
        GenericRowData row = new GenericRowData(ofTheChange.length);
        for (int i = 0; i < ofTheChange.length; i++) {
            if (ofTheChange[i] != null) {
                row.setField(i, ofTheChange[i].getFieldOrNull(logged));
            } else if (ofTheValues[i] != null) {
                row.setField(i, ofTheValues[i].getFieldOrNull(values));
            }
        }
        return row;
    }
}
