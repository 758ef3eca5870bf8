package shopstream.transformations.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** Reads one seed and tells its columns' types from their values. */
final class SeedFile {
    private static final Predicate<String> WHOLE =
            Pattern.compile("-?(0|[1-9]\\d{0,17})").asMatchPredicate();
    private static final Predicate<String> DECIMAL =
            Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?").asMatchPredicate();
    private static final Predicate<String> DAY =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d").asMatchPredicate();
    private static final Predicate<String> FLAG = Pattern.compile("true|false").asMatchPredicate();

    private SeedFile() {}

    static Optional<Seed> read(String name, Path file, Problems problems) {
        try {
            CsvRows rows = CsvRows.parse(Files.readString(file));
            if (rows.rows().isEmpty()) {
                problems.add(new Place(file, 1), "The seed " + name + " has no rows", "Add one, or remove the file");
                return Optional.empty();
            }
            List<SqlType> types = new ArrayList<>();
            for (int i = 0; i < rows.columns().size(); i++) {
                types.add(type(rows.column(i)));
            }
            return Optional.of(new Seed(name, rows, types, new Place(file, 1)));
        } catch (IllegalArgumentException e) {
            problems.add(new Place(file, 1), e.getMessage(), "Correct the CSV; quote a text that has commas");
        } catch (IOException e) {
            problems.add(
                    new Place(file, 1), "Cannot be read: " + e.getMessage(), "Save it as UTF-8, readable by this user");
        }
        return Optional.empty();
    }

    private static SqlType type(List<String> values) {
        List<String> present = values.stream().filter(Objects::nonNull).toList();
        if (present.isEmpty()) {
            return new SqlType("VARCHAR");
        } else if (present.stream().allMatch(WHOLE)) {
            return new SqlType("BIGINT");
        } else if (present.stream().allMatch(DECIMAL)) {
            int scale = present.stream().mapToInt(SeedFile::scale).max().orElse(0);
            return SqlType.decimal(18 + scale, scale);
        } else if (present.stream().allMatch(DAY)) {
            return new SqlType("DATE");
        } else if (present.stream().allMatch(FLAG)) {
            return new SqlType("BOOLEAN");
        }
        return new SqlType("VARCHAR");
    }

    private static int scale(String decimal) {
        int point = decimal.indexOf('.');
        return point < 0 ? 0 : decimal.length() - point - 1;
    }
}
