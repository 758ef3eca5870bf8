package shopstream.ingestion.discovery;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The currency of the amounts, and what is to be confirmed about it. */
record CurrencyGuess(String code, Remark remark) {
    private static final Set<String> CODES = new TreeSet<>(Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .toList());

    static CurrencyGuess of(Roles roles) {
        Optional<TableReading> table = Stream.of(roles.lines(), roles.orders(), roles.products())
                .filter(one -> SaleColumns.currency(one).isPresent())
                .findFirst();
        if (table.isEmpty()) {
            return new CurrencyGuess(
                    "USD",
                    Remark.question("In which currency are the amounts? No column says so; USD stands in, here"
                            + " and in dashboards/sales.yaml."));
        }
        ColumnReading column = SaleColumns.currency(table.get()).orElseThrow();
        List<String> codes = column.distinct().stream()
                .map(code -> code.strip().toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        String name = table.get().name() + "." + column.name();
        List<String> known = codes.stream().filter(CODES::contains).toList();
        if (codes.size() == 1 && known.size() == 1) {
            return new CurrencyGuess(
                    known.get(0),
                    column.whole()
                            ? Remark.guessed("the only value of " + name + ".")
                            : Remark.question("Has " + name + " another value than " + known.get(0)
                                    + "? All rows could not be asked in time; their amounts are added as though it had"
                                    + " not."));
        }
        return new CurrencyGuess(
                known.isEmpty() ? "USD" : known.get(0),
                Remark.needed("How are amounts in several currencies added? " + name + " has "
                        + String.join(", ", codes.stream().limit(10).toList())
                        + "; as it stands they are added as though they were one."));
    }
}
