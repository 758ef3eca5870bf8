package shopstream.ingestion.discovery;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks of all rows what a sample cannot tell: whether an amount is below zero somewhere, which statuses and currencies
 * there are, whether what looks like yes and no has a third value. Whatever has no index is searched from end to end, until
 * the first such row or the session's time-out; a table in which time ran out is not asked again, and after a few of them
 * none is.
 */
final class Census {
    /** As many different words are no statuses any more, nor currencies. */
    private static final int DIFFERENT = 100;

    private static final int REFUSALS = 3;

    private final QuotedNames names;
    private final Asking asking;
    private final Set<String> refused = new HashSet<>();

    Census(QuotedNames names, Asking asking) {
        this.names = names;
        this.asking = asking;
    }

    /** Orders with every status and every currency that they have. */
    TableReading orders(TableReading orders) throws SQLException {
        TableReading asked = flags(orders);
        asked = values(asked, SaleColumns.status(asked));
        return values(asked, SaleColumns.currency(asked));
    }

    /** Lines or products with every currency, knowing whether what they count and cost is below zero somewhere. */
    TableReading goods(SchemaReading schema, TableReading table) throws SQLException {
        TableReading asked = flags(table);
        asked = values(asked, SaleColumns.currency(asked));
        List<ColumnReading> amounts = Stream.concat(
                        Stream.of(
                                        SaleColumns.quantity(schema, asked),
                                        SaleColumns.price(schema, asked),
                                        SaleColumns.amount(schema, asked))
                                .flatMap(Optional::stream),
                        asked.columns().stream().filter(SaleColumns::priced))
                .distinct()
                .filter(column -> open(column) && !column.negative())
                .toList();
        for (ColumnReading column : amounts) {
            Optional<List<String>> negative = one(asked, column, " < 0");
            if (negative.isPresent()) {
                asked = asked.with(column.withElsewhere(negative.get(), true));
            }
        }
        return asked;
    }

    private TableReading values(TableReading table, Optional<ColumnReading> wanted) throws SQLException {
        Optional<ColumnReading> unsure =
                wanted.filter(column -> open(column) && column.allowed().isEmpty());
        if (unsure.isEmpty()) {
            return table;
        }
        ColumnReading column = unsure.get();
        String name = column.family() == Family.TEXT
                ? names.text(column.name(), Sampling.TEXT_LENGTH)
                : names.column(column.name());
        Optional<List<String>> values = answer(
                table,
                "SELECT DISTINCT " + name + " FROM " + names.table(table.name()) + " WHERE "
                        + names.column(column.name()) + " IS NOT NULL LIMIT " + DIFFERENT);
        return values.map(found -> table.with(column.withElsewhere(found, found.size() < DIFFERENT)))
                .orElse(table);
    }

    private TableReading flags(TableReading table) throws SQLException {
        TableReading asked = table;
        Predicate<ColumnReading> number = column -> column.family() == Family.WHOLE;
        for (ColumnReading column : table.columns().stream()
                .filter(number.and(ContractType::flag).and(Census::open))
                .toList()) {
            Optional<List<String>> third = one(table, column, " NOT IN (0, 1)");
            if (third.isPresent()) {
                asked = asked.with(column.withElsewhere(third.get(), third.get().isEmpty()));
            }
        }
        return asked;
    }

    private static boolean open(ColumnReading column) {
        return !column.whole();
    }

    private Optional<List<String>> one(TableReading table, ColumnReading column, String condition) throws SQLException {
        String name = names.column(column.name());
        return answer(
                table,
                "SELECT " + name + " FROM " + names.table(table.name()) + " WHERE " + name + condition + " LIMIT 1");
    }

    /** Empty when the server did not answer in time, or not at all. */
    private Optional<List<String>> answer(TableReading table, String question) throws SQLException {
        if (refused.contains(table.name())
                || refused.size() >= REFUSALS
                || !table.unreadable().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(asking.rows(question, List.of()).stream()
                    .map(row -> row.get(0))
                    .toList());
        } catch (SQLException late) {
            if (!asking.connection().isValid(2)) {
                throw late;
            }
            refused.add(table.name());
            return Optional.empty();
        }
    }
}
