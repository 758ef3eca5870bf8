package shopstream.app.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/**
 * A question that stands in the shop's files until somebody answers it there and removes the line: a comment of the form
 * {@code # question: …}, or {@code -- question: …} in SQL.
 *
 * @param needed whether figures would be wrong without the answer: {@code # question, needed: …}
 */
public record OpenQuestion(Place place, String text, boolean needed) {
    private static final Pattern LINE = Pattern.compile("\\s*(?:#|--)\\s*question(, needed)?:\\s*(\\S.*)");
    private static final Pattern FILE = Pattern.compile(".*\\.(?:ya?ml|sql)");

    /** Every question in the files that belong to a configuration, in the order of the files. */
    static List<OpenQuestion> in(ShopConfiguration configuration, Problems problems) {
        List<OpenQuestion> questions = new ArrayList<>();
        for (Path part : List.of(
                configuration.place().file(),
                configuration.contracts(),
                configuration.models(),
                configuration.dashboards())) {
            try (Stream<Path> files = Files.exists(part) ? Files.walk(part) : Stream.of()) {
                for (Path file : files.filter(
                                path -> FILE.matcher(path.toString()).matches())
                        .sorted()
                        .toList()) {
                    read(file, questions);
                }
            } catch (IOException e) {
                problems.add(
                        new Place(part, 1),
                        "Its questions cannot be read: " + e.getMessage() + ".",
                        "Check that it is UTF-8 text and that its permissions allow reading.");
            }
        }
        return questions;
    }

    private static void read(Path file, List<OpenQuestion> questions) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (line.matches()) {
                questions.add(new OpenQuestion(new Place(file, i + 1), line.group(2), line.group(1) != null));
            }
        }
    }
}
