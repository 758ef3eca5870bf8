package shopstream.recommender.taste;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Reads what a {@link NumbersWriter} wrote. */
final class NumbersReader {
    private static final int BUFFERED = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFERED).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private final CRC32C checksum = new CRC32C();

    NumbersReader(FileChannel channel) {
        this.channel = channel;
    }

    long readLong() throws IOException {
        require(Long.BYTES);
        checksum.update(buffer.slice(buffer.position(), Long.BYTES));
        return buffer.getLong();
    }

    int readInt() throws IOException {
        require(Integer.BYTES);
        checksum.update(buffer.slice(buffer.position(), Integer.BYTES));
        return buffer.getInt();
    }

    int[] readInts(int count) throws IOException {
        int[] numbers = new int[count];
        for (int done = 0; done < count; ) {
            int part = arrived(count - done);
            for (int i = 0; i < part; i++) {
                numbers[done++] = buffer.getInt();
            }
        }
        return numbers;
    }

    float[] readFloats(int count) throws IOException {
        float[] numbers = new float[count];
        for (int done = 0; done < count; ) {
            int part = arrived(count - done);
            for (int i = 0; i < part; i++) {
                numbers[done++] = Float.intBitsToFloat(buffer.getInt());
            }
        }
        return numbers;
    }

    /** Whether the checksum that comes now is that of all that was read. */
    boolean checksumFits() throws IOException {
        int computed = (int) checksum.getValue();
        return readInt() == computed;
    }

    /** How many of the numbers that are wanted are here, at least one; they count for the checksum. */
    private int arrived(int wanted) throws IOException {
        require(Integer.BYTES);
        int part = Math.min(wanted, buffer.remaining() / Integer.BYTES);
        checksum.update(buffer.slice(buffer.position(), part * Integer.BYTES));
        return part;
    }

    private void require(int bytes) throws IOException {
        while (buffer.remaining() < bytes) {
            buffer.compact();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                throw new EOFException("The file ends within a number");
            }
        }
    }
}
