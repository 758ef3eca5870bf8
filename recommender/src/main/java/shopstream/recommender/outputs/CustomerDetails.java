package shopstream.recommender.outputs;

import java.math.BigDecimal;
import java.util.Optional;
import shopstream.eventlog.rows.Row;
import shopstream.recommender.declared.CustomerTable;

/**
 * What the shop has written down of a customer, as far as it is to be delivered.
 *
 * @param creditLimit up to how much they may owe, in the shop's currency
 */
public record CustomerDetails(Optional<String> city, Optional<String> country, Optional<BigDecimal> creditLimit) {
    /** Of whom nothing is written down. */
    public static final CustomerDetails NONE =
            new CustomerDetails(Optional.empty(), Optional.empty(), Optional.empty());

    static CustomerDetails of(Row row, CustomerTable.Details columns) {
        return new CustomerDetails(
                text(row, columns.city()),
                text(row, columns.country()),
                text(row, columns.creditLimit()).flatMap(CustomerDetails::number));
    }

    private static Optional<String> text(Row row, Optional<String> column) {
        return column.flatMap(row::text).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A limit that is no number is none. */
    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException words) {
            return Optional.empty();
        }
    }
}
