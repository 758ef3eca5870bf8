package shopstream.eventlog.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Reads what a {@link StateWriter} wrote. For use by one thread. */
final class StateReader {
    private final ByteBuffer bytes;

    StateReader(byte[] written) {
        bytes = ByteBuffer.wrap(written);
    }

    long number() {
        return bytes.getLong();
    }

    int count() {
        return bytes.getInt();
    }

    /** Null where null was written. */
    String text() {
        int length = bytes.getInt();
        if (length < 0) {
            return null;
        }
        String text = new String(bytes.array(), bytes.position(), length, UTF_8);
        bytes.position(bytes.position() + length);
        return text;
    }
}
