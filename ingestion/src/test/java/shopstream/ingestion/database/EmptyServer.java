package shopstream.ingestion.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The data directory of a server that has nothing in it yet: made once for all tests, which take seconds to make one, and copied. */
final class EmptyServer {
    private final Path made;

    /** Makes a data directory. */
    interface Making {
        void into(Path data) throws Exception;
    }

    /** @param name of the release, and of whatever else makes one another */
    EmptyServer(String name) {
        made = Path.of("target", "empty-servers", name).toAbsolutePath();
    }

    /** Copies it, and makes it before where nobody has. Several processes may ask at once. */
    synchronized void copyTo(Path data, Making making) throws Exception {
        Files.createDirectories(made.getParent());
        try (FileChannel channel = FileChannel.open(
                        made.resolveSibling(made.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!Files.exists(made)) {
                Path unfinished = made.resolveSibling(
                        made.getFileName() + "-" + ProcessHandle.current().pid());
                making.into(unfinished);
                Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        copy(data);
    }

    private void copy(Path data) throws IOException {
        Files.walkFileTree(made, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(data.resolve(made.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, data.resolve(made.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
