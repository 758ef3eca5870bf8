package shopstream.eventlog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Says up to when a mart is complete. */
public final class Completeness implements AutoCloseable {
    /**
     * A mart is complete up to {@code completeTo} for a reader that has applied its topic up to {@code martOffsets}
     * (per partition, exclusive).
     */
    public record Claim(java.time.Instant completeTo, Map<Integer, Long> martOffsets) {
        public Claim {
            martOffsets = Map.copyOf(martOffsets);
        }
    }

    public Completeness(LogAddress address) {}

    public Optional<Claim> claim(MartDeclaration mart) {
        return Optional.ofNullable(claims(java.util.List.of(mart)).get(mart.name()));
    }

    /** By mart name; a mart that cannot claim anything yet is missing. */
    public Map<String, Claim> claims(Collection<MartDeclaration> marts) {
        return Map.of();
    }

    public Optional<ProgressMark> newestMark(String source) {
        return Optional.ofNullable(newestMarks().get(source));
    }

    public Map<String, ProgressMark> newestMarks() {
        return Map.of();
    }

    @Override
    public void close() {}
}
