package shopstream.recommender.outputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import shopstream.eventlog.WholeFile;

/** A file that holds the newest list as a whole, at any moment. */
public final class PopularFile implements PopularTarget {
    private final Path file;

    public PopularFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String words() {
        return "the file " + file;
    }

    @Override
    public void push(PopularList list) throws IOException {
        try {
            Files.createDirectories(file.getParent());
            WholeFile.write(file, list.json());
        } catch (IOException full) {
            throw new IOException(
                    file + " cannot be written (" + full + "). Check the free space and the permissions there.", full);
        }
    }
}
