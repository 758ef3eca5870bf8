package shopstream.recommender.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import shopstream.contracts.seeds.CsvProblem;
import shopstream.contracts.seeds.CsvRows;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** Reads a table of ready recommendations from its file. */
final class ReadyTableReading {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of rows that are wrong, so many are told. */
    private static final int TOLD_MOST = 5;

    /** CSV is read as a whole, which takes several times as much memory as the file has. */
    private static final long CSV_BYTES_MOST = 16_000_000;

    /** Some hundred megabytes; of more, the program would have no memory left for anything else. */
    private static final int ROWS_MOST = 5_000_000;

    private final OwnDeclaration.Table declared;
    private final Problems problems;
    private final Map<String, String> sameText = new HashMap<>();
    private final Map<String, List<Row>> rows = new HashMap<>();
    private int wrong;
    private int taken;

    private record Row(String product, float score) {}

    private ReadyTableReading(OwnDeclaration.Table declared, Problems problems) {
        this.declared = declared;
        this.problems = problems;
    }

    /** Empty where anything in the file is wrong, which is told. */
    static Optional<ReadyTable> read(
            OwnDeclaration.Table declared, String version, FeatureRows products, Problems problems) {
        int before = problems.all().size();
        ReadyTableReading reading = new ReadyTableReading(declared, problems);
        reading.read();
        return problems.all().size() == before
                ? Optional.of(new ReadyTable(version, reading.ordered(), products))
                : Optional.empty();
    }

    private void read() {
        int before = problems.all().size();
        try {
            if (!Files.isRegularFile(declared.file())) {
                problems.add(
                        declared.place(),
                        "There is no table " + declared.file() + ".",
                        "Put it there, or name another one behind `file:`.");
            } else if (TableFormat.of(declared.file()).orElseThrow() == TableFormat.CSV) {
                readCsv();
            } else {
                readJsonLines();
            }
        } catch (CharacterCodingException foreign) {
            problems.add(new Place(declared.file(), 1), "The table is not text in UTF-8.", "Convert the file.");
        } catch (IOException unreadable) {
            problems.add(
                    declared.place(),
                    "The table " + declared.file() + " cannot be read: " + unreadable.getMessage() + ".",
                    "Let this user read it.");
        }
        if (wrong > TOLD_MOST) {
            problems.add(
                    new Place(declared.file(), 1),
                    (wrong - TOLD_MOST) + " more rows are wrong.",
                    "Mend them likewise.");
        }
        if (rows.isEmpty() && problems.all().size() == before) {
            problems.add(new Place(declared.file(), 1), "The table has no rows.", "Write one a customer and product.");
        }
    }

    private void readCsv() throws IOException {
        if (Files.size(declared.file()) > CSV_BYTES_MOST) {
            problems.add(
                    declared.place(),
                    "The table has " + Files.size(declared.file()) / 1_000_000 + " MB, and CSV is read up to "
                            + CSV_BYTES_MOST / 1_000_000 + " MB.",
                    "Write it as one JSON object a line (.jsonl), which is read line by line.");
            return;
        }
        CsvRows table;
        try {
            table = CsvRows.parse(Files.readString(declared.file()));
        } catch (CsvProblem broken) {
            problems.add(new Place(declared.file(), broken.line()), broken.getMessage() + ".", "Mend the line.");
            return;
        }
        if (hasColumns(table.columns())) {
            for (int row = 0; row < table.rows().size(); row++) {
                List<String> values = table.rows().get(row);
                take(
                        table.lines().get(row),
                        column -> Optional.ofNullable(values.get(table.columns().indexOf(column))));
            }
        }
    }

    private boolean hasColumns(List<String> columns) {
        List<String> needed = new ArrayList<>(List.of(declared.customer(), declared.product()));
        declared.order().ifPresent(order -> needed.add(order.column()));
        for (String column : needed) {
            if (!columns.contains(column)) {
                problems.add(
                        declared.place(),
                        "The table " + declared.file().getFileName() + " has no column `" + column + "`"
                                + TowerReading.meant(column, columns),
                        "It has " + String.join(", ", columns) + ".");
            }
        }
        return columns.containsAll(needed);
    }

    private void readJsonLines() throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(declared.file())) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (taken == ROWS_MOST) {
                    problems.add(
                            new Place(declared.file(), number),
                            String.format(Locale.ROOT, "The table has more than %,d rows.", ROWS_MOST),
                            "Keep the best products of each customer.");
                    return;
                }
                if (!line.isBlank()) {
                    takeJson(number, line);
                }
            }
        }
    }

    private void takeJson(int number, String line) {
        try {
            JsonNode node = JSON.readTree(line);
            take(
                    number,
                    key -> Optional.ofNullable(node.get(key))
                            .filter(JsonNode::isValueNode)
                            .filter(value -> !value.isNull())
                            .map(JsonNode::asText));
        } catch (JsonProcessingException broken) {
            wrong(number, "The line is no JSON: " + broken.getOriginalMessage() + ".");
        }
    }

    private void take(int line, Function<String, Optional<String>> value) {
        Optional<String> customer = value.apply(declared.customer());
        Optional<String> product = value.apply(declared.product());
        if (customer.isEmpty() || product.isEmpty()) {
            wrong(line, "`" + (customer.isEmpty() ? declared.customer() : declared.product()) + "` is empty.");
            return;
        }
        List<Row> ofCustomer = rows.computeIfAbsent(customer.get(), first -> new ArrayList<>());
        Optional<Float> score = declared.order().isEmpty()
                ? Optional.of((float) -ofCustomer.size())
                : value.apply(declared.order().get().column())
                        .flatMap(text -> score(text, declared.order().get()));
        if (score.isEmpty()) {
            String column = declared.order().orElseThrow().column();
            wrong(
                    line,
                    "`" + column + "` is "
                            + value.apply(column).map(text -> "`" + text + "`").orElse("empty")
                            + ", and must be a number.");
            return;
        }
        taken++;
        ofCustomer.add(new Row(sameText.computeIfAbsent(product.get(), text -> text), score.get()));
    }

    private static Optional<Float> score(String text, OwnDeclaration.Order order) {
        try {
            float number = Float.parseFloat(text);
            return Float.isFinite(number) ? Optional.of(order.highestFirst() ? number : -number) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private void wrong(int line, String message) {
        if (wrong++ < TOLD_MOST) {
            problems.add(new Place(declared.file(), line), message, "Mend the row, or take it out.");
        }
    }

    private Map<String, ReadyTable.Ready> ordered() {
        Map<String, ReadyTable.Ready> ready = new HashMap<>();
        rows.forEach((customer, unordered) -> {
            Set<String> seen = new HashSet<>();
            List<Row> ordered = unordered.stream()
                    .sorted(Comparator.comparingDouble(Row::score).reversed())
                    .filter(row -> seen.add(row.product()))
                    .toList();
            float[] scores = new float[ordered.size()];
            for (int rank = 0; rank < scores.length; rank++) {
                scores[rank] = ordered.get(rank).score();
            }
            ready.put(
                    customer,
                    new ReadyTable.Ready(ordered.stream().map(Row::product).toArray(String[]::new), scores));
        });
        return ready;
    }
}
