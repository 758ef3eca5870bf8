package shopstream.ingestion.events;

import java.util.Locale;
import java.util.Optional;

/** What a caller does, in the words of <a href="https://segment.com/docs/connections/spec/">Segment's specification</a>. */
public enum Call {
    TRACK(null),
    PAGE("Page Viewed"),
    IDENTIFY("Visitor Identified"),
    /** Several of the others at once. */
    BATCH(null);

    private final String event;

    Call(String event) {
        this.event = event;
    }

    /** As it stands in addresses and in an event's {@code type}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What happened, where the call alone says it. */
    Optional<String> event() {
        return Optional.ofNullable(event);
    }
}
