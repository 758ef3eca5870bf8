package shopstream.transformations.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.seeds.CsvRows;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;

/** Reads the given/expect tests of a mart: CSV under each dataset's name, and what the mart should then hold. */
final class ModelTestFile {
    private ModelTestFile() {}

    static List<ModelTest> read(YamlMap yaml, List<InputTable> inputs, List<ModelColumn> columns, Problems problems) {
        List<ModelTest> tests = new ArrayList<>();
        List<String> names = columns.stream().map(ModelColumn::name).toList();
        for (YamlMap entry : yaml.maps("tests")) {
            String name = entry.requiredText("name");
            Map<String, CsvRows> given = new LinkedHashMap<>();
            Place place = entry.placeOf("given");
            entry.textMap("given")
                    .forEach((dataset, csv) -> input(dataset, inputs, place, problems)
                            .flatMap(input -> rows(
                                    csv,
                                    input.columns().stream()
                                            .map(InputColumn::name)
                                            .toList(),
                                    place,
                                    problems))
                            .ifPresent(rows -> given.put(dataset, rows)));
            Optional<CsvRows> expect = rows(entry.requiredText("expect"), names, entry.placeOf("expect"), problems);
            entry.nothingElse();
            expect.ifPresent(rows -> tests.add(new ModelTest(name, given, rows, entry.place())));
        }
        return tests;
    }

    private static Optional<InputTable> input(String dataset, List<InputTable> inputs, Place place, Problems problems) {
        Optional<InputTable> found =
                inputs.stream().filter(input -> input.name().equals(dataset)).findFirst();
        if (found.isEmpty()) {
            List<String> known = inputs.stream().map(InputTable::name).toList();
            problems.add(
                    place,
                    "Unknown dataset " + dataset,
                    Nearest.of(dataset, known)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Known are " + String.join(", ", known)));
        }
        return found;
    }

    private static Optional<CsvRows> rows(String csv, List<String> known, Place place, Problems problems) {
        try {
            CsvRows rows = CsvRows.parse(csv);
            boolean fine = true;
            for (String column : rows.columns()) {
                fine &= MartFile.known(column, known, place, problems);
            }
            return fine ? Optional.of(rows) : Optional.empty();
        } catch (IllegalArgumentException e) {
            problems.add(place, e.getMessage(), "Write CSV: a header with the columns' names, then a line per row");
            return Optional.empty();
        }
    }
}
