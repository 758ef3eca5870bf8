package shopstream.ingestion.database;

import java.util.HashMap;
import java.util.Map;

/**
 * MariaDB's global transaction ids: of each domain and server the last sequence number, as in {@code 0-1-42,1-1-7}.
 *
 * @param lastByDomain sequence number by replication domain
 */
record Transactions(Map<String, Long> lastByDomain) {
    static final Transactions NONE = new Transactions(Map.of());

    Transactions {
        lastByDomain = Map.copyOf(lastByDomain);
    }

    /** Reads MariaDB's text form; anything else counts as none. */
    static Transactions parse(String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        Map<String, Long> last = new HashMap<>();
        for (String one : text.split(",")) {
            String[] parts = one.strip().split("-");
            if (parts.length != 3) {
                return NONE;
            }
            last.merge(parts[0], Long.parseLong(parts[2]), Math::max);
        }
        return new Transactions(last);
    }

    boolean isEmpty() {
        return lastByDomain.isEmpty();
    }

    /** Whether every domain has come at least as far as in {@code others}. */
    boolean include(Transactions others) {
        return others.lastByDomain.entrySet().stream()
                .allMatch(other -> lastByDomain.getOrDefault(other.getKey(), -1L) >= other.getValue());
    }
}
