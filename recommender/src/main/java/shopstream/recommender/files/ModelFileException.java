package shopstream.recommender.files;

import java.nio.file.Path;

/** A model that cannot be written or read: says the file, what is wrong with it and what to do. */
public final class ModelFileException extends RuntimeException {
    public ModelFileException(Path file, String problem) {
        super("The model " + file + " " + problem);
    }

    ModelFileException(Path file, String problem, Exception cause) {
        super("The model " + file + " " + problem + ": " + cause.getMessage(), cause);
    }
}
