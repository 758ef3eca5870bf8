package shopstream.operations.lineage;

import java.util.Set;

/**
 * Something made of the source's data, and what of it comes from given fields.
 *
 * @param name that of its file
 * @param parts those of its columns, measures or dimensions whose values come from the fields; all where {@code rows}
 * @param rows whether the fields decide which rows it has, and so everything in it
 */
public record Use(Kind kind, String name, Set<String> parts, boolean rows) {
    public Use {
        parts = Set.copyOf(parts);
    }

    /** What is made of data, in the order in which it is made. */
    public enum Kind {
        MODEL("models"),
        DASHBOARD("dashboards"),
        TRAINING_SET("training sets"),
        RECOMMENDATIONS("recommendations"),
        OWN_RECOMMENDER("recommenders of one's own");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** Several of them, in words. */
        public String title() {
            return title;
        }
    }
}
