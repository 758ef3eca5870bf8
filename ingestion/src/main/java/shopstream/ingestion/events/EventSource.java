package shopstream.ingestion.events;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who tells events: the shop's pages, its app, a server of its own.
 *
 * @param name as records carry it in their header
 * @param writeKey what its callers show; without one only callers on the machine itself are heard
 * @param origins pages from which browsers may call, such as {@code https://shop.example}; empty for any page where there is
 *     a key, and for pages of the machine itself where there is none
 */
public record EventSource(String name, Optional<String> writeKey, List<String> origins) {
    /** What there is where nothing is declared. */
    public static final EventSource LOCAL = new EventSource("web", Optional.empty(), List.of());

    public EventSource {
        origins = List.copyOf(origins);
    }

    @Override
    public String toString() {
        return name + (writeKey.isPresent() ? " (with a write key)" : "");
    }
}
