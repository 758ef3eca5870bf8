package shopstream.ingestion.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** SQL for reading a table on from a key. */
final class KeyOrder {
    private KeyOrder() {}

    /**
     * The rows behind a key: {@code (a > ?) OR (a = ? AND b > ?)}, which every server finds by the key's index. Takes the
     * parameters of {@link #parameters}.
     */
    static String behind(List<String> quotedColumns) {
        List<String> cases = new ArrayList<>();
        for (int last = 0; last < quotedColumns.size(); last++) {
            List<String> conditions = new ArrayList<>();
            for (String equal : quotedColumns.subList(0, last)) {
                conditions.add(equal + " = ?");
            }
            conditions.add(quotedColumns.get(last) + " > ?");
            cases.add("(" + String.join(" AND ", conditions) + ")");
        }
        return "(" + String.join(" OR ", cases) + ")";
    }

    /** The key's values, each as often as {@link #behind} asks for it, by the ordinals of its columns. */
    static List<Integer> parameters(int columns) {
        List<Integer> ordinals = new ArrayList<>();
        for (int last = 0; last < columns; last++) {
            for (int column = 0; column <= last; column++) {
                ordinals.add(column);
            }
        }
        return Collections.unmodifiableList(ordinals);
    }
}
