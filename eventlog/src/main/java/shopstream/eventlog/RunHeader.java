package shopstream.eventlog;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header on a mart's records that tells one run of its job from the next: a run that goes on from a checkpoint writes
 * again what the one before had written after it.
 */
public final class RunHeader {
    private static final String NAME = "run";
    private static final long NONE = 0;

    private RunHeader() {}

    public static void put(Headers headers, long run) {
        headers.add(NAME, ByteBuffer.allocate(Long.BYTES).putLong(run).array());
    }

    /** The run that wrote a record; 0 for records from before runs were told apart. */
    public static long of(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null || header.value().length != Long.BYTES
                ? NONE
                : ByteBuffer.wrap(header.value()).getLong();
    }
}
