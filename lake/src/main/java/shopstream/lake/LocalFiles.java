package shopstream.lake;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * The lake's files on this machine's disk. What was written is durable when its file is closed, so that the catalog never
 * names a file that a power cut takes. Locations are {@code file:} addresses, which other engines read too.
 */
public final class LocalFiles implements SupportsPrefixOperations {
    private static final long serialVersionUID = 1;
    private static final String SCHEME = "file:";

    /** For Iceberg, which makes it by its name. */
    public LocalFiles() {}

    static String location(Path path) {
        return SCHEME + path.toAbsolutePath();
    }

    /** The path of a location, with or without its scheme, as others write it too. */
    public static Path path(String location) {
        if (!location.startsWith(SCHEME)) {
            return Path.of(location);
        }
        String path = location.substring(SCHEME.length());
        return Path.of(path.startsWith("///") ? path.substring(2) : path);
    }

    @Override
    public void initialize(Map<String, String> properties) {}

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public InputFile newInputFile(String location) {
        return new Located(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new Located(location);
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new RuntimeIOException(e, "Cannot delete %s", location);
        }
    }

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        try (Stream<Path> files = Files.walk(path(prefix))) {
            return files.filter(Files::isRegularFile).map(LocalFiles::info).toList();
        } catch (NoSuchFileException none) {
            return java.util.List.of();
        } catch (IOException e) {
            throw new RuntimeIOException(e, "Cannot list %s", prefix);
        }
    }

    private static FileInfo info(Path file) {
        try {
            return new FileInfo(
                    location(file),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            throw new RuntimeIOException(e, "Cannot look at %s", file);
        }
    }

    @Override
    public void deletePrefix(String prefix) {
        listPrefix(prefix).forEach(file -> deleteFile(file.location()));
    }

    /** One file, to be read or written. */
    private record Located(String location) implements InputFile, OutputFile {
        private File file() {
            return path(location).toFile();
        }

        @Override
        public long getLength() {
            return file().length();
        }

        @Override
        public org.apache.iceberg.io.SeekableInputStream newStream() {
            return org.apache.iceberg.Files.localInput(file()).newStream();
        }

        @Override
        public boolean exists() {
            return file().exists();
        }

        @Override
        public PositionOutputStream create() {
            return open(StandardOpenOption.CREATE_NEW);
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return open(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }

        private PositionOutputStream open(StandardOpenOption... how) {
            Path path = path(location);
            OpenOption[] options = Stream.concat(Stream.of(StandardOpenOption.WRITE), Stream.of(how))
                    .toArray(OpenOption[]::new);
            try {
                Files.createDirectories(path.getParent());
                return new DurableStream(FileChannel.open(path, options), path.getParent());
            } catch (java.nio.file.FileAlreadyExistsException exists) {
                throw new AlreadyExistsException(exists, "The file %s exists already", location);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + location + ": " + e.getMessage(), e);
            }
        }

        @Override
        public InputFile toInputFile() {
            return this;
        }
    }

    /** Forces the file, and its name in the directory, to disk when it is closed. */
    private static final class DurableStream extends PositionOutputStream {
        private final FileChannel channel;
        private final OutputStream stream;
        private final Path directory;
        private long position;

        DurableStream(FileChannel channel, Path directory) {
            this.channel = channel;
            this.stream = new java.io.BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            this.directory = directory;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int one) throws IOException {
            stream.write(one);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            stream.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            if (!channel.isOpen()) {
                return;
            }
            try (channel) {
                stream.flush();
                channel.force(true);
            }
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
