package shopstream.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shopstream.lake.HistoryTable;

/** What is told of the lake's tables, as JSON. */
final class LakeJson {
    private static final String ROWS = "rows";
    private static final String BYTES = "bytes";

    private LakeJson() {}

    static Map<String, Object> table(HistoryTable history) {
        List<HistoryTable.State> states = history.states();
        HistoryTable.State newest = states.isEmpty() ? null : states.get(states.size() - 1);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", history.dataset());
        json.put(ROWS, newest == null ? 0 : newest.rows());
        json.put("files", newest == null ? 0 : newest.files());
        json.put(BYTES, newest == null ? 0 : newest.bytes());
        json.put("states", states.size());
        json.put("written", newest == null ? null : newest.committed().toString());
        return json;
    }

    /** Its number as text: it is larger than those that every reader of JSON keeps exactly. */
    static Map<String, Object> state(HistoryTable.State state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", Long.toString(state.id()));
        json.put("committed", state.committed().toString());
        json.put("by", state.operation());
        json.put(ROWS, state.rows());
        json.put("files", state.files());
        json.put(BYTES, state.bytes());
        return json;
    }

    static Map<String, Object> file(HistoryTable.DataFile file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.location());
        json.put("partition", file.division());
        json.put(ROWS, file.rows());
        json.put(BYTES, file.bytes());
        return json;
    }
}
