package shopstream.ingestion.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells by what callers show which of the declared sources they are. */
public final class EventSources {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final List<EventSource> sources;

    public EventSources(List<EventSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * The source whose key it is. Takes as long for a key that is nearly right as for any other.
     *
     * @param key null where the caller shows none
     * @param onThisMachine whether the caller is on the machine itself
     */
    public Optional<EventSource> of(String key, boolean onThisMachine) {
        Optional<EventSource> found = Optional.empty();
        for (EventSource source : sources) {
            boolean its = source.writeKey().isPresent()
                    ? key != null
                            && MessageDigest.isEqual(
                                    key.getBytes(UTF_8), source.writeKey().get().getBytes(UTF_8))
                    : key == null && onThisMachine;
            if (its && found.isEmpty()) {
                found = Optional.of(source);
            }
        }
        return found;
    }

    /** Whether a page of this origin may call any source at all: what a browser asks before it sends anything. */
    public boolean anyAllows(String origin) {
        return sources.stream().anyMatch(source -> allows(source, origin));
    }

    /** Whether a page of this origin may call the source. */
    public static boolean allows(EventSource source, String origin) {
        if (!source.origins().isEmpty()) {
            return source.origins().contains(origin);
        }
        return source.writeKey().isPresent() || isLoopback(origin);
    }

    private static boolean isLoopback(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
