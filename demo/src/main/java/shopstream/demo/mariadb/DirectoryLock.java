package shopstream.demo.mariadb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Only one of us at a time in a directory: the second would adopt the first one's server and stop it under its feet.
 *
 * <p>The operating system lets go of it when the process dies, however it dies.
 */
public final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ServerFailure if another process holds it */
    public static DirectoryLock of(Path directory) {
        Path file = directory.resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new DirectoryLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new ServerFailure(
                    "Cannot write " + file + " (" + e.getMessage() + "). Choose a directory that you may write to.", e);
        }
        throw new ServerFailure("The sample database in " + directory
                + " is in use by another Shopstream. Stop that one, or choose another directory with --data.");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ServerFailure("Cannot release the sample database's lock: " + e.getMessage(), e);
        }
    }
}
