package shopstream.recommender.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads what {@link ModelOutput} has written, after its checksum has been found right. */
public final class ModelInput {
    private static final int CHUNK = 8192;
    private static final String AGAIN = "; train it again, or take another version";

    private final DataInputStream in;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);

    private ModelInput(DataInputStream in) {
        this.in = in;
    }

    /** Reads what a model consists of. */
    public interface Content<T> {
        T from(ModelInput input) throws IOException;
    }

    /** Reads a file of a kind and version. */
    public static <T> T read(Path file, String kind, int version, Content<T> content) {
        try {
            check(file);
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
                in.readInt();
                String found = in.readUTF();
                int foundVersion = in.readInt();
                if (!found.equals(kind) || foundVersion != version) {
                    throw new ModelFileException(
                            file,
                            "is of kind '" + found + "' in version " + foundVersion + ", but this program reads '"
                                    + kind + "' in version " + version + AGAIN);
                }
                return content.from(new ModelInput(in));
            }
        } catch (NoSuchFileException e) {
            throw new ModelFileException(file, "is not there; train one first");
        } catch (IOException e) {
            throw new ModelFileException(file, "could not be read", e);
        }
    }

    private static void check(Path file) throws IOException {
        long size = Files.size(file);
        var checksum = new CRC32C();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (size < 16 || in.readInt() != ModelOutput.MARK) {
                throw new ModelFileException(file, "is no model: it does not begin as one does" + AGAIN);
            }
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] bytes = new byte[CHUNK];
            for (long left = size - 8; left > 0; ) {
                int count = in.readNBytes(bytes, 0, (int) Math.min(CHUNK, left));
                if (count == 0) {
                    break;
                }
                checksum.update(bytes, 0, count);
                left -= count;
            }
            if (ByteBuffer.wrap(in.readNBytes(8)).getLong() != checksum.getValue()) {
                throw new ModelFileException(file, "is damaged: its checksum does not fit its content" + AGAIN);
            }
        }
    }

    public long number() throws IOException {
        return in.readLong();
    }

    public double fraction() throws IOException {
        return in.readDouble();
    }

    public String text() throws IOException {
        return in.readUTF();
    }

    public int[] ints() throws IOException {
        var values = new int[in.readInt()];
        for (int from = 0; from < values.length; from += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, values.length - from);
            in.readFully(chunk.array(), 0, 4 * count);
            chunk.clear().asIntBuffer().get(values, from, count);
        }
        return values;
    }

    public float[] floats() throws IOException {
        var values = new float[in.readInt()];
        for (int from = 0; from < values.length; from += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, values.length - from);
            in.readFully(chunk.array(), 0, 4 * count);
            chunk.clear().asFloatBuffer().get(values, from, count);
        }
        return values;
    }
}
