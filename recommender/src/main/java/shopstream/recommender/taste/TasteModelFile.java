package shopstream.recommender.taste;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A {@link TasteModel} in a file: a mark, the format's version, five sizes, the arrays, and a CRC-32C of all that. Numbers are
 * little-endian. It is there as a whole or not at all, and what was read predicts as what was written.
 */
public final class TasteModelFile {
    private static final long MARK = 0x3165_7473_6154_5353L; // "SSTaste1"
    private static final int VERSION = 1;

    private TasteModelFile() {}

    /** Writes the model, durably, in the place of what was in the file. */
    public static void write(TasteModel model, Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            NumbersWriter writer = new NumbersWriter(channel);
            writer.write(MARK);
            writer.write(VERSION);
            writer.write(model.items());
            writer.write(model.neighbours().targets().length);
            writer.write(model.width());
            writer.write(model.candidates());
            writer.write(Float.floatToRawIntBits(model.vectorScale()));
            writer.write(model.neighbours().starts());
            writer.write(model.neighbours().targets());
            writer.write(model.neighbours().weights());
            writer.write(model.vectors().historyScales());
            writer.write(model.vectors().vectors().values());
            writer.finish();
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws UnreadableModel where the file holds no such model, a newer one, or is damaged */
    public static TasteModel read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(file, new NumbersReader(channel), channel.size());
        }
    }

    private static TasteModel read(Path file, NumbersReader reader, long length) throws IOException {
        if (length < 36 || reader.readLong() != MARK) {
            throw new UnreadableModel(file + " is no model of long-term taste.");
        }
        int version = reader.readInt();
        if (version != VERSION) {
            throw new UnreadableModel(
                    file + " is of version " + version + " of the format; this program reads version " + VERSION + ".");
        }
        int items = reader.readInt();
        int entries = reader.readInt();
        int width = reader.readInt();
        int candidates = reader.readInt();
        float scale = Float.intBitsToFloat(reader.readInt());
        // Before any array is made: a damaged size could ask for more memory than there is.
        long expected = 36 + 4 * (items + 1L + 2L * entries + items + (long) items * width);
        if (items < 0 || entries < 0 || width < 0 || expected != length) {
            throw new UnreadableModel(
                    file + " is damaged: it has " + length + " bytes where its sizes ask for " + expected + ".");
        }
        int[] starts = reader.readInts(items + 1);
        int[] targets = reader.readInts(entries);
        float[] weights = reader.readFloats(entries);
        float[] historyScales = reader.readFloats(items);
        float[] vectors = reader.readFloats(items * width);
        if (!reader.checksumFits()) {
            throw new UnreadableModel(file + " is damaged: its checksum does not fit its content.");
        }
        return new TasteModel(
                new NeighbourTaste(new NeighbourWeights(starts, targets, weights)),
                new ItemVectors(new TallMatrix(items, width, vectors), historyScales),
                scale,
                candidates);
    }
}
