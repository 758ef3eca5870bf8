package shopstream.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.eventlog.WholeFile;

/** The questions that people keep by name, in a file that is there as a whole or not at all. */
public final class SavedQuestions {
    /** Questions that a backup held, in a data directory that was restored from it. */
    static final String FROM_BACKUP = "questions-from-backup.json";

    private static final String FILE = "questions.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Saved> BY_NAME = Comparator.comparing(Saved::name, String.CASE_INSENSITIVE_ORDER);
    private static final int MOST = 500;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_SQL = 20_000;
    private static final int LONGEST_CHART = 200;

    private final Path file;

    /**
     * A question with a name.
     *
     * @param chart how the page draws its answer, as the page's address says it; empty where it does not
     */
    public record Saved(String name, String sql, String chart) {}

    /** @param folder where the file is or will be */
    public SavedQuestions(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Copies those of a data directory into a backup, if there are any. */
    public static void backUp(Path data, Path backup) {
        try {
            copy(data.resolve(AskedShop.FOLDER).resolve(FILE), backup.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("The saved questions cannot be copied: " + e.getMessage(), e);
        }
    }

    /** Copies those of a backup, if there are any, to where {@link #adopt} takes them from. */
    static void restore(Path backup, Path data) throws IOException {
        copy(backup.resolve(FILE), data.resolve(FROM_BACKUP));
    }

    /** @throws IllegalStateException where a backup's cannot be read */
    static void verify(Path backup) {
        read(backup.resolve(FILE));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.copy(from, to);
        }
    }

    /** Takes the questions of a backup beside those that are there; of one name, what is there stays. */
    synchronized void adopt(Path data) {
        Path restored = data.resolve(FROM_BACKUP);
        if (!Files.exists(restored)) {
            return;
        }
        List<Saved> both = new ArrayList<>(all());
        Set<String> names = both.stream().map(Saved::name).collect(Collectors.toSet());
        read(restored).stream().filter(each -> !names.contains(each.name())).forEach(both::add);
        both.sort(BY_NAME);
        write(both);
        try {
            Files.delete(restored);
        } catch (IOException e) {
            throw new UncheckedIOException(restored + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** All of them, by name. */
    public synchronized List<Saved> all() {
        return read(file);
    }

    private static List<Saved> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(JSON.readValue(Files.readString(file), Saved[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "The saved questions in " + file + " cannot be read: " + e.getOriginalMessage()
                            + ". Correct the file, or move it away.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The saved questions in " + file + " cannot be read", e);
        }
    }

    /**
     * Keeps a question, in place of the one of that name.
     *
     * @throws IllegalArgumentException saying why it cannot be kept
     */
    public synchronized void save(Saved question) {
        require(!question.name().isBlank(), "A question is kept by its name: give it one.");
        require(
                question.name().length() <= LONGEST_NAME,
                "The name has " + question.name().length() + " characters; at most " + LONGEST_NAME + " are kept.");
        require(!question.sql().isBlank(), "There is no question to be kept: write one first.");
        require(
                question.sql().length() <= LONGEST_SQL,
                "The question has " + question.sql().length() + " characters; at most " + LONGEST_SQL + " are kept.");
        require(question.chart().length() <= LONGEST_CHART, "The chart is described at too much length.");
        List<Saved> others = without(question.name());
        require(others.size() < MOST, MOST + " questions are kept already: delete one first.");
        others.add(question);
        others.sort(BY_NAME);
        write(others);
    }

    /** @return whether there was one of that name */
    public synchronized boolean delete(String name) {
        List<Saved> others = without(name);
        boolean found = others.size() < all().size();
        if (found) {
            write(others);
        }
        return found;
    }

    private List<Saved> without(String name) {
        List<Saved> others = new ArrayList<>(all());
        others.removeIf(each -> each.name().equals(name));
        return others;
    }

    private void write(List<Saved> questions) {
        try {
            WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(questions) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The questions cannot be saved in " + file + ": " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
