package shopstream.recommender.evaluation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A published data set in a folder, and of what kind it is. */
public sealed interface DataSet {
    /** Sessions whose next item is to be told: {@code train_sessions.txt} with pairs, or clicks under a header. */
    record Sessions(Path directory) implements DataSet {}

    /** Users with their items, some of which are to be told from the others; see {@link TasteDataSet}. */
    record Tastes(Path train, Path test) implements DataSet {}

    /**
     * The data set in a folder, told by the names of its files and the first line of {@code train.txt}.
     *
     * @throws UnreadableDataSet where it is none that is known
     */
    static DataSet in(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UnreadableDataSet(directory + " is no folder.", "Name the folder with the data set's files.");
        }
        if (Files.exists(directory.resolve("train_sessions.txt"))) {
            return new Sessions(required(directory, "train_sessions.txt", "test_pairs.txt"));
        }
        if (!Files.exists(directory.resolve("train.txt"))) {
            throw new UnreadableDataSet(
                    directory + " has neither train.txt nor train_sessions.txt.",
                    "Name a folder with train.txt and test.txt (a user and then its items on each line, or clicks under the"
                            + " header SessionId, ItemId, Time), or with train_sessions.txt and test_pairs.txt.");
        }
        required(directory, "train.txt", "test.txt");
        Path train = directory.resolve("train.txt");
        return firstLine(train).startsWith("SessionId\t")
                ? new Sessions(directory)
                : new Tastes(train, directory.resolve("test.txt"));
    }

    private static Path required(Path directory, String found, String beside) {
        if (!Files.exists(directory.resolve(beside))) {
            throw new UnreadableDataSet(
                    directory + " has " + found + " but no " + beside + ".",
                    "Put " + beside + " beside it: it holds what is to be predicted.");
        }
        return directory;
    }

    /** Read as bytes: whoever reads the whole file says where it is no text. */
    private static String firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, ISO_8859_1)) {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
