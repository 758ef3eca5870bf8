package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words that a name of a table or column is made of: {@code customerNumber} and {@code customer_number} are the same.
 *
 * @param parts in lower case, in their order
 */
record Words(List<String> parts) {
    private static final Set<String> KEY_WORDS =
            Set.of("id", "code", "key", "no", "num", "number", "nr", "uuid", "guid", "fk", "ref", "pk", "sk", "name");

    static Words of(String name) {
        String split = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2");
        return new Words(List.of(split.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).stream()
                .filter(part -> !part.isEmpty())
                .toList());
    }

    /** Whether one of these stands in the name: a short one as a word of its own, a longer one anywhere. */
    boolean any(String... wanted) {
        String joined = joined();
        for (String word : wanted) {
            if (parts.contains(word) || (word.length() > 4 && joined.contains(word))) {
                return true;
            }
        }
        return false;
    }

    String joined() {
        return String.join("", parts);
    }

    /** As SQL of our own has it: {@code customer_number}. */
    String snake() {
        String snake = String.join("_", parts).replaceAll("[^a-z0-9_]", "_");
        return snake.isEmpty() || Character.isDigit(snake.charAt(0)) ? "c_" + snake : snake;
    }

    boolean mereKey() {
        return KEY_WORDS.containsAll(parts);
    }

    /** Without the words that only say that it is a key: {@code customer} of {@code customer_id}. */
    Words withoutKeyWords() {
        return new Words(
                parts.stream().filter(part -> !KEY_WORDS.contains(part)).toList());
    }

    /** {@code order_item} of {@code order_items}. */
    Words singular() {
        if (parts.isEmpty()) {
            return this;
        }
        String last = parts.get(parts.size() - 1);
        String one = last;
        if (last.endsWith("ies") && last.length() > 4) {
            one = last.substring(0, last.length() - 3) + "y";
        } else if (last.matches(".*(ss|x|ch|sh|us)es")) {
            one = last.substring(0, last.length() - 2);
        } else if (last.endsWith("s") && !last.endsWith("ss") && !last.endsWith("us")) {
            one = last.substring(0, last.length() - 1);
        }
        ArrayList<String> singular = new ArrayList<>(parts);
        singular.set(parts.size() - 1, one);
        return new Words(List.copyOf(singular));
    }
}
