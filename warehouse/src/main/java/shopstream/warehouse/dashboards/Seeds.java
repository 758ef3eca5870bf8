package shopstream.warehouse.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** Reads the seeds: one CSV file (RFC 4180, with a header) per table, named like the table. */
public final class Seeds {

    private Seeds() {}

    /** All seeds of a directory, in name order; what is wrong with them becomes a problem. */
    public static List<Seed> read(Path directory, Problems problems) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            var seeds = new ArrayList<Seed>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                seed(file, problems, seeds);
            }
            return List.copyOf(seeds);
        } catch (IOException e) {
            problems.add(
                    new Place(directory, 1),
                    "Cannot read the seeds: " + e.getMessage(),
                    "Check the directory's rights");
            return List.of();
        }
    }

    private static void seed(Path file, Problems problems, List<Seed> seeds) throws IOException {
        List<List<String>> lines = lines(Files.readString(file));
        if (lines.isEmpty()) {
            problems.add(new Place(file, 1), "The seed is empty", "Give it a header, such as country,region");
            return;
        }
        List<String> header = lines.get(0);
        Set<String> keys = new HashSet<>();
        var rows = new ArrayList<List<String>>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> row = lines.get(i);
            Place place = new Place(file, i + 1);
            if (row.size() != header.size()) {
                problems.add(
                        place,
                        "The row has " + row.size() + " values, the header " + header.size(),
                        "Quote values that contain a comma");
            } else if (!keys.add(row.get(0))) {
                problems.add(
                        place, "\"" + row.get(0) + "\" stands here a second time", "Keep one row per " + header.get(0));
            } else {
                rows.add(Collections.unmodifiableList(row));
            }
        }
        String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
        seeds.add(new Seed(name, header, rows, new Place(file, 1)));
    }

    private static List<List<String>> lines(String text) {
        var lines = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var value = new StringBuilder();
        boolean quoted = false;
        String rest = (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
        for (int i = 0; i <= rest.length(); i++) {
            char c = i < rest.length() ? rest.charAt(i) : '\n';
            if (quoted && i < rest.length()) {
                if (c != '"') {
                    value.append(c);
                } else if (i + 1 < rest.length() && rest.charAt(i + 1) == '"') {
                    value.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(value.isEmpty() ? null : value.toString());
                value.setLength(0);
                if (c == '\n') {
                    if (row.size() > 1 || row.get(0) != null) {
                        lines.add(new ArrayList<>(row));
                    }
                    row.clear();
                }
            } else {
                value.append(c);
            }
        }
        return lines;
    }
}
