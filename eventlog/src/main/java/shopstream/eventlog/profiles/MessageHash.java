package shopstream.eventlog.profiles;

/** An id in 64 bits: two of the hundreds of messages of one visitor, or of a million visitors, never meet in practice. */
public final class MessageHash {
    private static final long PRIME = 0x100000001b3L;
    private static final long OFFSET = 0xcbf29ce484222325L;

    private MessageHash() {}

    /** FNV-1a over the characters, and mixed so that ids that differ in the end differ everywhere. */
    public static long of(String message) {
        long hash = OFFSET;
        for (int i = 0; i < message.length(); i++) {
            hash = (hash ^ message.charAt(i)) * PRIME;
        }
        hash ^= hash >>> 32;
        hash *= 0x9e3779b97f4a7c15L;
        return hash ^ hash >>> 29;
    }
}
