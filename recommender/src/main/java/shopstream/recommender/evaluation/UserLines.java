package shopstream.recommender.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** A file with a user and then its items on each line, as whole numbers with blanks between. */
final class UserLines {
    static final String FORMAT =
            "Each line is to be a user's number and then the numbers of its items, with blanks between.";

    private final Path file;
    private int line;

    private UserLines(Path file) {
        this.file = file;
    }

    /** Told of each line. */
    interface Reader {
        void read(int user, int[] items);
    }

    /** Reads a whole file; an item that stands twice on a line counts once, blank lines are passed over. */
    static void read(Path file, Reader reader) {
        UserLines lines = new UserLines(file);
        try (BufferedReader content = Files.newBufferedReader(file)) {
            lines.read(content, reader);
        } catch (CharacterCodingException e) {
            throw new UnreadableDataSet(
                    file + " is not text in UTF-8, somewhere behind line " + lines.line + ".", FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(BufferedReader content, Reader reader) throws IOException {
        Map<Integer, Integer> linesOfUsers = new HashMap<>();
        for (String text = content.readLine(); text != null; text = content.readLine()) {
            line++;
            StringTokenizer words = new StringTokenizer(text);
            if (!words.hasMoreTokens()) {
                continue;
            }
            int user = number(words.nextToken());
            Integer earlier = linesOfUsers.putIfAbsent(user, line);
            if (earlier != null) {
                throw wrong("names user " + user + " again, who stands on line " + earlier + " already");
            }
            int[] items = new int[words.countTokens()];
            for (int i = 0; i < items.length; i++) {
                items[i] = number(words.nextToken());
            }
            reader.read(user, Arrays.stream(items).distinct().toArray());
        }
    }

    private int number(String word) {
        try {
            int number = Integer.parseInt(word);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with its place.
        }
        throw wrong("has \"" + shortened(word) + "\", which is not a whole number from 0 to " + Integer.MAX_VALUE);
    }

    private static String shortened(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "…";
    }

    private UnreadableDataSet wrong(String what) {
        return new UnreadableDataSet(file + ": line " + line + " " + what + ".", FORMAT);
    }
}
