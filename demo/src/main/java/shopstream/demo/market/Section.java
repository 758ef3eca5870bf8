package shopstream.demo.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One {@code [name]} of a word list in the resources, with its {@code key: value} lines. */
record Section(String name, Map<String, String> entries) {

    static List<Section> read(String resource) {
        List<Section> sections = new ArrayList<>();
        try (InputStream stream = Section.class.getResourceAsStream("/shopstream/demo/market/" + resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line : (Iterable<String>) reader.lines()::iterator) {
                if (line.startsWith("[")) {
                    sections.add(new Section(line.substring(1, line.length() - 1), new LinkedHashMap<>()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    int colon = line.indexOf(':');
                    Section section = sections.get(sections.size() - 1);
                    section.entries.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sections;
    }

    /** The value, empty where there is none. */
    String text(String key) {
        return entries.getOrDefault(key, "");
    }

    double number(String key) {
        return Double.parseDouble(text(key));
    }

    /** Parted by semicolons where there are any (then a comma belongs to the word), else by commas. */
    List<String> words(String key) {
        return parted(key, text(key).contains(";") ? ";" : ",");
    }

    List<String> parted(String key, String separator) {
        return Pattern.compile(Pattern.quote(separator))
                .splitAsStream(text(key))
                .map(String::strip)
                .toList();
    }
}
