package shopstream.recommender.files;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes a model: a mark, what kind of model it is and in which version of its layout, its content, and a checksum of all
 * that. The file appears when it is complete; one that was there before stays until then.
 */
public final class ModelOutput {
    static final int MARK = 0x53484f50;
    private static final int CHUNK = 8192;

    private final DataOutputStream out;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

    private ModelOutput(DataOutputStream out) {
        this.out = out;
    }

    /** Writes what a model consists of. */
    public interface Content {
        void to(ModelOutput output) throws IOException;
    }

    /** Writes a file. */
    public static void write(Path file, String kind, int version, Content content) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            var checksum = new CRC32C();
            try (var out = new DataOutputStream(new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16), checksum))) {
                out.writeInt(MARK);
                out.writeUTF(kind);
                out.writeInt(version);
                content.to(new ModelOutput(out));
                out.writeLong(checksum.getValue());
            }
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ModelFileException(file, "could not be written", e);
        }
    }

    public void number(long value) throws IOException {
        out.writeLong(value);
    }

    public void number(double value) throws IOException {
        out.writeDouble(value);
    }

    public void text(String value) throws IOException {
        out.writeUTF(value);
    }

    public void numbers(int[] values) throws IOException {
        out.writeInt(values.length);
        for (int from = 0; from < values.length; from += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, values.length - from);
            chunk.clear().asIntBuffer().put(values, from, count);
            out.write(chunk.array(), 0, 4 * count);
        }
    }

    public void numbers(float[] values) throws IOException {
        out.writeInt(values.length);
        for (int from = 0; from < values.length; from += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, values.length - from);
            chunk.clear().asFloatBuffer().put(values, from, count);
            out.write(chunk.array(), 0, 4 * count);
        }
    }
}
