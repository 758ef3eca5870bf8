package shopstream.eventlog;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a writer notes what it knows of its source, so that a start reads what stands in the log behind that, and
 * not all of the log. Only time is lost with it: one that is missing, damaged or of other topics is passed over.
 *
 * <p>Keys may be noted as they are a little later than the rest. What is read behind it tells of them once more, and what is told
 * last holds.
 */
final class StateNote {
    private static final Logger LOG = LoggerFactory.getLogger(StateNote.class);
    private static final int FORMAT = 1;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;

    StateNote(Path file) {
        this.file = file;
    }

    /** Gives the living keys of a part of a dataset, see {@link KnownKeys#living(int)}. */
    interface Keys {
        long[] living(String dataset, int part);
    }

    /**
     * Writes it beside the one before, and puts it in its place when it is whole and {@code durable} has returned.
     *
     * @param durable makes durable what the keys tell of
     */
    void write(NotedState state, Keys keys, Runnable durable) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        CRC32C sum = new CRC32C();
        try (FileOutputStream bytes = new FileOutputStream(unfinished.toFile());
                DataOutputStream output = new DataOutputStream(
                        new CheckedOutputStream(new BufferedOutputStream(bytes, BUFFER_BYTES), sum))) {
            output.writeInt(FORMAT);
            byte[] head = Json.bytes(state);
            output.writeInt(head.length);
            output.write(head);
            for (String dataset : state.datasets().keySet()) {
                for (int part = 0; part < KnownKeys.PARTS; part++) {
                    long[] living = keys.living(dataset, part);
                    output.writeInt(living.length);
                    for (long hash : living) {
                        output.writeLong(hash);
                    }
                }
            }
            output.writeLong(sum.getValue());
            output.flush();
            bytes.getFD().sync();
        }
        durable.run();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Fills a state that knows nothing yet.
     *
     * @param ids of the topics as they are now, by name
     * @return what was noted; nothing when there is nothing that could be used
     */
    Optional<NotedState> restore(String source, SourceState state, Map<String, String> ids) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (!whole()) {
                LOG.warn("{} is damaged: the whole log is read instead.", file);
                return Optional.empty();
            }
            try (DataInputStream input =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
                if (input.readInt() != FORMAT) {
                    return Optional.empty();
                }
                NotedState noted = Json.read(input.readNBytes(input.readInt()), NotedState.class);
                if (!noted.fits(source, ids)) {
                    return Optional.empty();
                }
                noted.restore(state);
                for (String dataset : noted.datasets().keySet()) {
                    read(input, state.dataset(dataset));
                }
                return Optional.of(noted);
            }
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: the whole log is read instead.", file, unreadable);
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException undeletable) {
            throw new LogFailure(
                    "What was noted of the log in " + file + " is wrong, and it cannot be deleted. Delete it.",
                    undeletable);
        }
    }

    /** @param dataset null when there is no such dataset any more */
    private static void read(DataInputStream input, DatasetState dataset) throws IOException {
        for (int part = 0; part < KnownKeys.PARTS; part++) {
            for (int left = input.readInt(); left > 0; left--) {
                long hash = input.readLong();
                if (dataset != null) {
                    dataset.keys().live(hash, true);
                }
            }
        }
    }

    /** Looked at before anything is taken from it. */
    private boolean whole() throws IOException {
        long left = Files.size(file) - Long.BYTES;
        if (left < 0) {
            return false;
        }
        CRC32C sum = new CRC32C();
        try (InputStream bytes = Files.newInputStream(file);
                CheckedInputStream checked = new CheckedInputStream(bytes, sum)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (left > 0) {
                int read = checked.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    return false;
                }
                left -= read;
            }
            return sum.getValue() == new DataInputStream(bytes).readLong();
        }
    }
}
