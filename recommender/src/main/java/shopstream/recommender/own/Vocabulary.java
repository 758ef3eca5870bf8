package shopstream.recommender.own;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** The numbers by which a model knows values: those of the lines on which they stand in a file. */
final class Vocabulary {
    private final Map<String, Long> numbers;

    private Vocabulary(Map<String, Long> numbers) {
        this.numbers = numbers;
    }

    /**
     * Reads a file; one that cannot be read has no values.
     *
     * @param first the number of the first line
     * @param named where the file is named
     */
    static Vocabulary read(Path file, long first, Place named, Problems problems) {
        Map<String, Long> numbers = new HashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int line = 0; line < lines.size(); line++) {
                if (numbers.putIfAbsent(lines.get(line).strip(), first + line) != null) {
                    problems.add(
                            new Place(file, line + 1),
                            "`" + lines.get(line).strip() + "` stands in the vocabulary twice.",
                            "Take out one of the two, as the model has it: each line is a number.");
                }
            }
            if (lines.isEmpty()) {
                problems.add(
                        new Place(file, 1),
                        "The vocabulary is empty.",
                        "Write one value a line, as the model counts them.");
            }
        } catch (CharacterCodingException foreign) {
            problems.add(new Place(file, 1), "The vocabulary is not text in UTF-8.", "Convert the file.");
        } catch (IOException unreadable) {
            problems.add(
                    named,
                    Files.exists(file)
                            ? "The vocabulary " + file + " cannot be read: " + unreadable.getMessage() + "."
                            : "There is no vocabulary " + file + ".",
                    "Put it there, one value a line, or name another one.");
        }
        return new Vocabulary(numbers);
    }

    /** Empty for what is not in it. */
    OptionalLong number(String value) {
        Long number = numbers.get(value);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Counted roughly: an entry's text and its number. */
    long bytes() {
        return 100L * numbers.size();
    }
}
