package shopstream.ingestion.discovery;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at the first and the last rows of a table by its key, which costs as much on a large table as on a small one, and
 * at whether values are keys of another. Texts are cut; what figures are not made of is not fetched.
 */
final class Sampling {
    /** From each end of the key. */
    static final int ROWS = 1000;

    /** The same where there are so many tables that most have nothing to do with sales. */
    private static final int ROWS_OF_MANY = 100;

    private static final int MANY_TABLES = 100;

    static final int TEXT_LENGTH = 100;
    private static final int LOOKED_FOR = 200;

    private final QuotedNames names;
    private final Asking asking;
    private final int limit;

    Sampling(QuotedNames names, Asking asking, int tables) {
        this.limit = tables > MANY_TABLES ? ROWS_OF_MANY : ROWS;
        this.names = names;
        this.asking = asking;
    }

    /** The table with its sample; one that may not be read says why and has none. */
    TableReading of(TableReading table) throws SQLException {
        try {
            // A set: a small table's first and last rows are the same ones.
            List<List<String>> first = asking.rows(question(table, "ASC"), List.of());
            Set<List<String>> rows = new LinkedHashSet<>(first);
            boolean whole = first.size() < limit;
            if (!whole && !table.key().isEmpty()) {
                rows.addAll(asking.rows(question(table, "DESC"), List.of()));
            }
            List<ColumnReading> columns = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                int at = i;
                columns.add(table.columns()
                        .get(i)
                        .withSample(rows.stream().map(row -> row.get(at)).collect(Collectors.toList()), whole));
            }
            return new TableReading(table.name(), table.rows(), table.key(), columns, "");
        } catch (SQLException refused) {
            if (!asking.connection().isValid(2)) {
                throw refused;
            }
            return new TableReading(table.name(), table.rows(), table.key(), table.columns(), refused.getMessage());
        }
    }

    private String question(TableReading table, String direction) {
        String columns = table.columns().stream().map(this::selected).collect(Collectors.joining(", "));
        String order = table.key().stream()
                .map(column -> names.column(column) + " " + direction)
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + names.table(table.name())
                + (order.isEmpty() ? "" : " ORDER BY " + order) + " LIMIT " + limit;
    }

    private String selected(ColumnReading column) {
        return switch (column.family()) {
            case OTHER -> "NULL";
            case TEXT -> names.text(column.name(), TEXT_LENGTH);
            case FLAG ->
                names.postgresql() ? names.column(column.name()) + "::int" : names.column(column.name()) + " + 0";
            default -> names.column(column.name());
        };
    }

    /** Looks for the sampled values of a guessed reference among the keys of its target. */
    ReferenceReading contained(ReferenceReading guess, List<TableReading> tables) throws SQLException {
        TableReading table = tables.stream()
                .filter(one -> one.name().equals(guess.table()))
                .findFirst()
                .orElseThrow();
        ColumnReading column = table.column(guess.column());
        List<String> values = column.present().stream()
                .filter(value -> value.length() < TEXT_LENGTH)
                .distinct()
                .limit(LOOKED_FOR)
                .toList();
        if (values.isEmpty()) {
            return guess;
        }
        // The key itself is never cast: its index must be of use.
        String place =
                Set.of("uuid", "citext").contains(column.definition()) ? "CAST(? AS " + column.definition() + ")" : "?";
        String places = column.family() == Family.TEXT
                ? values.stream().map(value -> place).collect(Collectors.joining(", "))
                : String.join(", ", values);
        String question = "SELECT COUNT(*) FROM " + names.table(guess.target()) + " WHERE "
                + names.column(guess.targetColumn()) + " IN (" + places + ")";
        try {
            String found = asking.rows(question, column.family() == Family.TEXT ? values : List.of())
                    .get(0)
                    .get(0);
            return new ReferenceReading(
                    guess.table(),
                    guess.column(),
                    guess.target(),
                    guess.targetColumn(),
                    false,
                    true,
                    values.size(),
                    Integer.parseInt(found));
        } catch (SQLException refused) {
            return guess;
        }
    }
}
