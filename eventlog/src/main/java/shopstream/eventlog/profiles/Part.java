package shopstream.eventlog.profiles;

/**
 * What of a browser is a customer's: handed from the one's profile to the other's, whenever it has become another. It takes the
 * place of what was handed over before, so that a browser that turns out to have been somebody else's is taken back.
 *
 * @param newest when the last of it happened, in milliseconds since 1970
 */
public record Part(String browser, Trail trail, Taste taste, long newest) {
    /** Whether nothing of it is. */
    public boolean isEmpty() {
        return trail.isEmpty() && taste.isEmpty();
    }
}
