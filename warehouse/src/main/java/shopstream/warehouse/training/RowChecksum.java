package shopstream.warehouse.training;

import static shopstream.warehouse.training.Sql.name;

import java.util.stream.Collectors;

/**
 * The sum, over all rows, of the lower half of the MD5 of the row's values: as text, with the character 31 between them
 * and the character 0 for what is null. It is the same for equal rows in any order.
 */
final class RowChecksum {
    private RowChecksum() {}

    /** As an aggregate over rows that have the columns of the set. */
    static String of(TrainingSet set) {
        String text = set.columns().stream()
                .map(column -> "coalesce(CAST(" + name(column.name()) + " AS VARCHAR), chr(0))")
                .collect(Collectors.joining(", chr(31), "));
        return "coalesce(sum(md5_number_lower(concat(" + text + "))::HUGEINT), 0)::VARCHAR";
    }
}
