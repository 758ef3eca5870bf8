package shopstream.app.benchmark;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import shopstream.contracts.Contract;
import shopstream.contracts.Position;
import shopstream.lake.HistoryFile;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;

/**
 * A lake of customers, products and their ratings, as a shop's contracts describe them: every customer rates as many
 * products, no two times the same one. Like a real one it also holds what is no longer so: a part of the rows was changed
 * since. The same sizes give the same rows.
 */
final class RatedShop {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROWS_PER_FILE = 1_000_000;

    /** One of so many ratings was given anew, one of so many customers moved; the stock of every product changed. */
    private static final int RATINGS_PER_CHANGE = 50;

    private static final int CUSTOMERS_PER_CHANGE = 20;
    private static final int CHANGES_OF_STOCK = 3;

    /** No common factor with the number of rows: the order in which customers come is mixed, and each comes once. */
    private static final long MIX = 7_368_787;

    private static final List<String> COUNTRIES =
            List.of("Norway  ", "USA", "France", "Japan", "Germany", "Spain", "UK", "Australia");
    private static final List<String> SCALES = List.of("1:10", "1:12", "1:18", "1:24", "1:50", "1:72", "1:700");

    private final Lake lake;
    private final List<Contract> contracts;
    private final int customers;
    private final int products;
    private final int ratingsPerCustomer;
    private long place;

    private RatedShop(Lake lake, List<Contract> contracts, LakeSizes sizes) {
        this.lake = lake;
        this.contracts = contracts;
        this.customers = sizes.customers();
        this.products = sizes.products();
        this.ratingsPerCustomer = sizes.ratingsPerCustomer();
    }

    /** Writes it. @param directory where there is no lake yet */
    static void write(Path directory, List<Contract> contracts, LakeSizes sizes) {
        try (Lake lake = Lake.open(LakeAddress.in(directory))) {
            new RatedShop(lake, contracts, sizes).write();
        }
    }

    private void write() {
        write("customers", "r", customers, this::customer);
        write("customers", "u", customers / CUSTOMERS_PER_CHANGE, n -> customer(n * CUSTOMERS_PER_CHANGE + customers));
        write("products", "r", products, this::product);
        for (int change = 1; change <= CHANGES_OF_STOCK; change++) {
            int earlier = change;
            write("products", "u", products, n -> product(n + earlier * products));
        }
        int ratings = customers * ratingsPerCustomer;
        write("ratings", "r", ratings, n -> rating(n, n));
        write("ratings", "u", ratings / RATINGS_PER_CHANGE, n -> rating(n * RATINGS_PER_CHANGE, n + 1));
    }

    private void write(String dataset, String operation, int rows, IntFunction<Object[]> row) {
        Contract contract = contracts.stream()
                .filter(each -> each.dataset().equals(dataset))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The shop has no contract of " + dataset));
        HistoryTable history = lake.history(contract);
        for (int from = 0; from < rows; from += ROWS_PER_FILE) {
            try (HistoryFile file = new HistoryFile(history)) {
                for (int n = from; n < Math.min(rows, from + ROWS_PER_FILE); n++) {
                    long at = place++;
                    String position = Position.streamed(1, 1, at, 0, 0).toString();
                    Instant committed = BEGIN.plusMillis(at);
                    file.add(
                            new HistoryFile.Change(operation, position, committed, contract.versionedId(), at),
                            row.apply(n));
                }
            }
        }
    }

    /** @param n its place in the order of coming; beyond the number of customers it is one of them again, moved */
    private Object[] customer(int n) {
        int number = mixed(n % customers);
        int where = n % 997;
        return new Object[] {
            number,
            "City " + where,
            where % 3 == 0 ? null : "State " + where % 50,
            String.format("%05d", where * 31),
            COUNTRIES.get((number + n / customers) % COUNTRIES.size()),
            BigDecimal.valueOf(number % 150_000 * 100L, 2)
        };
    }

    private Object[] product(int n) {
        int number = n % products;
        return new Object[] {
            code(number),
            "Model number " + number,
            "Line " + number % 7,
            SCALES.get(number % SCALES.size()),
            "Vendor " + number % 13,
            "A replica of the model " + number + " with opening doors and a removable hood, made by hand.",
            number * 7 % 10_000 - n / products,
            BigDecimal.valueOf(number % 9_000 + 1_000L, 2),
            BigDecimal.valueOf(number % 9_000 * 2 + 3_000L, 2)
        };
    }

    private Object[] rating(int n, int opinion) {
        int customer = mixed(n % customers);
        int which = n / customers;
        int product = (int) ((customer * 31L + which * (long) (products / ratingsPerCustomer)) % products);
        return new Object[] {customer, code(product), 1 + Math.floorMod(opinion * 31, 5)};
    }

    private int mixed(int n) {
        return 1 + (int) (n * MIX % customers);
    }

    private static String code(int product) {
        return String.format("S%d_%05d", 10 + product % 7, product);
    }
}
