package shopstream.recommender.taste;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the customers of a real shop bought, and the words of its products' names: UCI's Online Retail, as daily dumps. Only
 * products that ten customers bought, without postage and the like; cancellations and sales to nobody do not count.
 */
record OnlineRetail(int[][] histories, String[] names) {
    static final Path FOLDER = Path.of("..", "..", "shared", "data", "uci-online-retail");

    private static final int BOUGHT_BY = 10;
    private static final int NAMES_WITH_A_WORD = 5;

    static OnlineRetail read() throws IOException {
        Map<String, TreeSet<String>> customers = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    List<String> cells = cells(line);
                    if (cells.get(1).matches("\\d{5}[A-Z]*")
                            && !cells.get(0).startsWith("C")
                            && !cells.get(6).isEmpty()
                            && !cells.get(2).isBlank()) {
                        customers
                                .computeIfAbsent(cells.get(1), code -> new TreeSet<>())
                                .add(cells.get(6));
                        names.put(cells.get(1), cells.get(2).toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        customers.values().removeIf(buyers -> buyers.size() < BOUGHT_BY);
        Map<String, List<Integer>> histories = new TreeMap<>();
        List<String> codes = List.copyOf(customers.keySet());
        for (int item = 0; item < codes.size(); item++) {
            for (String customer : customers.get(codes.get(item))) {
                histories
                        .computeIfAbsent(customer, unknown -> new ArrayList<>())
                        .add(item);
            }
        }
        return new OnlineRetail(
                histories.values().stream()
                        .map(items -> items.stream().mapToInt(item -> item).toArray())
                        .toArray(int[][]::new),
                codes.stream().map(names::get).toArray(String[]::new));
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** For each product the words of its name, rare ones counting more. */
    ContentFeatures words() {
        Map<String, Integer> counts = new TreeMap<>();
        for (String name : names) {
            words(name).distinct().forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        counts.values().removeIf(count -> count < NAMES_WITH_A_WORD);
        Map<String, Integer> places = new LinkedHashMap<>();
        counts.keySet().forEach(word -> places.put(word, places.size()));
        float[] values = new float[names.length * places.size()];
        for (int item = 0; item < names.length; item++) {
            int start = item * places.size();
            words(names[item])
                    .distinct()
                    .filter(places::containsKey)
                    .forEach(word -> values[start + places.get(word)] =
                            (float) Math.log((double) names.length / counts.get(word)));
        }
        return new ContentFeatures(places.size(), new ContentFeatures(places.size(), values).normalised());
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.split("[^a-z0-9]+")).filter(word -> !word.isEmpty());
    }
}
