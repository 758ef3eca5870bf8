package shopstream.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The part of a Markdown file that belongs to the benchmark; whatever stands around it is left as it is. */
final class ResultSection {
    private final Path file;
    private final String begins;
    private final String ends;

    /** @param benchmark whose section it is, as it is called on the command line */
    ResultSection(Path file, String benchmark) {
        this.file = file;
        this.begins = "<!-- begin: written by ./shopstream bench " + benchmark + " -->";
        this.ends = "<!-- end: written by ./shopstream bench " + benchmark + " -->";
    }

    /**
     * Puts {@code text} between the markers, which are appended where the file has none.
     *
     * @throws IllegalStateException when only one of the markers is there, or they are in the wrong order
     */
    void write(String text) {
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            Files.writeString(file, with(before, text));
        } catch (IOException e) {
            throw new UncheckedIOException("The results cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /** The rows of tables that stand between the markers and begin with the name of one of these measurements. */
    List<String> rowsOf(Collection<String> measurements) {
        try {
            String all = Files.exists(file) ? Files.readString(file) : "";
            int begin = all.indexOf(begins);
            int end = all.indexOf(ends);
            return begin < 0 || end < begin
                    ? List.of()
                    : all.substring(begin, end)
                            .lines()
                            .filter(line -> measurements.stream().anyMatch(name -> line.startsWith("| " + name + ":")))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The earlier results in " + file + " cannot be read", e);
        }
    }

    private String with(String all, String text) {
        String section = begins + "\n\n" + text.stripTrailing() + "\n\n" + ends;
        int begin = all.indexOf(begins);
        int end = all.indexOf(ends);
        if (begin < 0 && end < 0) {
            return (all.isBlank() ? "" : all.stripTrailing() + "\n\n") + section + "\n";
        }
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("The results cannot be written to " + file + ": of the lines '" + begins
                    + "' and '" + ends + "' one is missing, or they changed places. Put both back, or delete both.");
        }
        return all.substring(0, begin) + section + all.substring(end + ends.length());
    }
}
