package shopstream.recommender.outputs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import shopstream.eventlog.WholeFile;

/** Files in a folder of this machine: written under another name, which engines pass over, and renamed when they are durable. */
public final class FolderOfFiles implements DeliveredFiles.Store {
    private static final String HIDDEN = ".";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;

    /** @param folder made when it is needed */
    public FolderOfFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public String words() {
        return folder.toString();
    }

    @Override
    public void put(String name, Path content) throws IOException {
        Path file = folder.resolve(name);
        Path unfinished = file.resolveSibling(HIDDEN + file.getFileName() + UNFINISHED);
        try {
            Files.createDirectories(file.getParent());
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            WholeFile.move(unfinished, file);
        } catch (IOException full) {
            throw new IOException(
                    file + " cannot be written (" + full + "). Check the free space and the permissions there.", full);
        }
    }
}
