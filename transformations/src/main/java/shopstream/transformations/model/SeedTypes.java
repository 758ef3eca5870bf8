package shopstream.transformations.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import shopstream.contracts.seeds.Seed;

/** Tells a seed's columns' types from their values. */
final class SeedTypes {
    private static final Predicate<String> WHOLE =
            Pattern.compile("-?(0|[1-9]\\d{0,17})").asMatchPredicate();
    private static final Predicate<String> DECIMAL =
            Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?").asMatchPredicate();
    private static final Predicate<String> DAY =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d").asMatchPredicate();
    private static final Predicate<String> FLAG = Pattern.compile("true|false").asMatchPredicate();

    private SeedTypes() {}

    static TypedSeed typed(Seed seed) {
        List<SqlType> types = new ArrayList<>();
        for (int i = 0; i < seed.columns().size(); i++) {
            types.add(type(seed.table().column(i)));
        }
        return new TypedSeed(seed, types);
    }

    private static SqlType type(List<String> values) {
        List<String> present = values.stream().filter(Objects::nonNull).toList();
        if (present.isEmpty()) {
            return new SqlType("VARCHAR");
        } else if (present.stream().allMatch(WHOLE)) {
            return new SqlType("BIGINT");
        } else if (present.stream().allMatch(DECIMAL)) {
            int scale = present.stream().mapToInt(SeedTypes::scale).max().orElse(0);
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
