package shopstream.recommender.sessions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shopstream.recommender.files.ModelInput;
import shopstream.recommender.files.ModelOutput;

/** The items by small integers, from 0 in the order in which they were first seen, so that arrays can hold what is known of them. */
public final class ItemIndex {
    /** The index of an item that nobody has seen. */
    public static final int UNKNOWN = -1;

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    /** The index of the item, a new one if it was not known. */
    public int add(String id) {
        Integer known = indexes.putIfAbsent(id, ids.size());
        if (known != null) {
            return known;
        }
        ids.add(id);
        return ids.size() - 1;
    }

    /** The index of the item, or {@link #UNKNOWN}. */
    public int index(String id) {
        return indexes.getOrDefault(id, UNKNOWN);
    }

    public String id(int item) {
        return ids.get(item);
    }

    public int size() {
        return ids.size();
    }

    /** All items by their indexes. */
    public List<String> ids() {
        return Collections.unmodifiableList(ids);
    }

    /** Writes what the items are called. */
    public void write(ModelOutput output) throws IOException {
        output.number(size());
        for (String id : ids) {
            output.text(id);
        }
    }

    /** Reads what {@link #write} has written. */
    public static ItemIndex read(ModelInput input) throws IOException {
        var items = new ItemIndex();
        for (long left = input.number(); left > 0; left--) {
            items.add(input.text());
        }
        return items;
    }
}
