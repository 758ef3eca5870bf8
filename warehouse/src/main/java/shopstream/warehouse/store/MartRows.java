package shopstream.warehouse.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;

/** Changes of one mart, reduced to the last per key. */
public final class MartRows {

    private static final JsonFactory JSON = new JsonFactory();

    private final List<MartColumn> columns;
    private final ColumnFormat[] formats;
    private final Map<String, Integer> indices = new HashMap<>();
    private final int[] key;
    private final Map<List<Object>, Row> rows = new LinkedHashMap<>();

    /** A row to put in place of its key's, or one whose key is to be deleted. */
    record Row(Object[] values, boolean deleted) {}

    public MartRows(MartDeclaration mart) {
        columns = mart.columns();
        formats = columns.stream().map(c -> ColumnFormat.of(c.type())).toArray(ColumnFormat[]::new);
        for (int i = 0; i < formats.length; i++) {
            indices.put(columns.get(i).name(), i);
        }
        key = mart.key().stream().mapToInt(indices::get).toArray();
    }

    /**
     * Takes a record of the mart's topic.
     *
     * @param value null for a deletion
     * @throws IOException when the JSON is broken
     * @throws RuntimeException when a value does not fit its column
     */
    public void add(byte[] keyJson, byte[] value) throws IOException {
        Object[] values = read(value == null ? keyJson : value);
        List<Object> identity = Arrays.asList(new Object[key.length]);
        for (int i = 0; i < key.length; i++) {
            identity.set(i, values[key[i]]);
        }
        if (identity.contains(null)) {
            throw new WarehouseException("The key of a row is null, its mart promises " + key.length + " key columns");
        }
        rows.put(identity, new Row(values, value == null));
    }

    private Object[] read(byte[] json) throws IOException {
        var values = new Object[formats.length];
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("A record is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Integer index = indices.get(parser.currentName());
                parser.nextToken();
                if (index == null) {
                    parser.skipChildren();
                } else {
                    values[index] =
                            formats[index].read(parser, columns.get(index).type());
                }
            }
        }
        return values;
    }

    public int size() {
        return rows.size();
    }

    public void clear() {
        rows.clear();
    }

    Collection<Row> rows() {
        return rows.values();
    }

    ColumnFormat format(int column) {
        return formats[column];
    }
}
