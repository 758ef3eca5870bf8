package shopstream.recommender.taste;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Writes numbers and arrays of them, little-endian, and at last a checksum. */
final class NumbersWriter {
    private static final int BUFFERED = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFERED).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();

    NumbersWriter(FileChannel channel) {
        this.channel = channel;
    }

    void write(long number) throws IOException {
        flushUnlessRoomFor(Long.BYTES);
        buffer.putLong(number);
    }

    void write(int number) throws IOException {
        flushUnlessRoomFor(Integer.BYTES);
        buffer.putInt(number);
    }

    void write(int[] numbers) throws IOException {
        for (int number : numbers) {
            write(number);
        }
    }

    void write(float[] numbers) throws IOException {
        for (float number : numbers) {
            write(Float.floatToRawIntBits(number));
        }
    }

    /** Ends with the checksum of all that was written. */
    void finish() throws IOException {
        flush();
        buffer.putInt((int) checksum.getValue());
        flush();
    }

    private void flushUnlessRoomFor(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
