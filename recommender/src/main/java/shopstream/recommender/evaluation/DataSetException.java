package shopstream.recommender.evaluation;

import java.nio.file.Path;

/** A data set that cannot be read: says the file, the line and what to do. */
public final class DataSetException extends RuntimeException {
    DataSetException(String message) {
        super(message);
    }

    static DataSetException at(Path file, int line, String problem) {
        return new DataSetException(file + ", line " + line + ": " + problem);
    }
}
