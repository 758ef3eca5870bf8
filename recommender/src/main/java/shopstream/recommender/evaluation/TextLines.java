package shopstream.recommender.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file, line by line; empty lines are passed over. */
final class TextLines {
    private TextLines() {}

    /** Takes one line, and its number from 1. */
    interface Reader {
        void line(int number, String line);
    }

    static void read(Path file, Reader reader) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reader.line(number, line);
                }
            }
        } catch (CharacterCodingException e) {
            throw UnreadableDataSet.at(file, number + 1, "not UTF-8 here or shortly after; convert the file");
        } catch (IOException e) {
            throw new UnreadableDataSet(
                    "Cannot read " + file + ": " + e.getMessage() + ".", "Check that it is there and may be read.");
        }
    }
}
