package shopstream.eventlog;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The records of one partition in a file, compressed as gzip does: of each its time, key, value and headers. A length of -1
 * stands for nothing at all.
 */
final class RecordFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileOutputStream file;
    private final MessageDigest digest = sha256();
    private final DataOutputStream output;
    private long records;
    private long bytes;

    private RecordFile(Path path) throws IOException {
        file = new FileOutputStream(path.toFile());
        OutputStream compressed = new GZIPOutputStream(new DigestOutputStream(file, digest), BUFFER_BYTES) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
        output = new DataOutputStream(new BufferedOutputStream(compressed, BUFFER_BYTES));
    }

    static RecordFile create(Path path) throws IOException {
        return new RecordFile(path);
    }

    void add(ConsumerRecord<byte[], byte[]> record) throws IOException {
        output.writeLong(record.timestamp());
        write(record.key());
        write(record.value());
        Header[] headers = record.headers().toArray();
        bytes += Long.BYTES + Integer.BYTES;
        output.writeInt(headers.length);
        for (Header header : headers) {
            output.writeUTF(header.key());
            bytes += header.key().length();
            write(header.value());
        }
        records++;
    }

    private void write(byte[] field) throws IOException {
        output.writeInt(field == null ? -1 : field.length);
        bytes += Integer.BYTES;
        if (field != null) {
            output.write(field);
            bytes += field.length;
        }
    }

    /** Durable on return. Nothing can be added any more. */
    CopiedTopic.Partition finish(String name) throws IOException {
        output.writeLong(Long.MIN_VALUE);
        output.flush();
        output.close();
        return new CopiedTopic.Partition(name, records, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** What {@link CopiedTopic.Partition#sha256} must be for a file as it is now. */
    static String sha256(Path path) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = Files.newInputStream(path)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Gives each record of a file in its order, to be written to the same partition of a topic. */
    static void read(Path path, String topic, int partition, Consumer<ProducerRecord<byte[], byte[]>> each)
            throws IOException {
        try (DataInputStream input = new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(path), BUFFER_BYTES), BUFFER_BYTES))) {
            for (long time = input.readLong(); time != Long.MIN_VALUE; time = input.readLong()) {
                byte[] key = bytes(input);
                byte[] value = bytes(input);
                Headers headers = new RecordHeaders();
                for (int left = input.readInt(); left > 0; left--) {
                    headers.add(input.readUTF(), bytes(input));
                }
                each.accept(new ProducerRecord<>(topic, partition, time < 0 ? null : time, key, value, headers));
            }
        } catch (EOFException cut) {
            throw new IOException("The file " + path + " ends too early", cut);
        }
    }

    private static byte[] bytes(DataInputStream input) throws IOException {
        int length = input.readInt();
        return length < 0 ? null : input.readNBytes(length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
