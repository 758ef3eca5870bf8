package shopstream.eventlog.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes numbers and texts one after the other, as {@link StateReader} reads them. For use by one thread. */
final class StateWriter {
    private static final int FIRST_BYTES = 512;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);

    StateWriter number(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    StateWriter count(int count) {
        room(Integer.BYTES).putInt(count);
        return this;
    }

    /** @param text null is another than the empty one */
    StateWriter text(String text) {
        if (text == null) {
            return count(-1);
        }
        byte[] letters = text.getBytes(UTF_8);
        count(letters.length);
        room(letters.length).put(letters);
        return this;
    }

    byte[] written() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            bytes = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more))
                    .put(bytes.array(), 0, bytes.position());
        }
        return bytes;
    }
}
