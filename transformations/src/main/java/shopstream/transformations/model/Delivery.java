package shopstream.transformations.model;

import java.util.Locale;

/** What readers are promised of a mart's rows. */
public enum Delivery {
    /** A row is shown once its transaction is committed, that is after a checkpoint. */
    EXACTLY_ONCE,
    /** A row is shown as soon as it is written; after a crash it may come a second time. */
    AT_LEAST_ONCE;

    /** As it stands in YAML and in the log. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a text that {@link #text} never gives */
    public static Delivery of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
