package shopstream.warehouse.dashboards;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** Reads a seed's rows as rates. */
final class RateRows {

    private static final int DIGITS_BEFORE_POINT = 10;
    private static final int DIGITS_AFTER_POINT = 12;
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2099, 12, 31);

    private final RateTable table;
    private final String reporting;
    private final Problems problems;

    /** @param reporting ISO 4217 code of the currency that rates are in */
    RateRows(RateTable table, String reporting, Problems problems) {
        this.table = table;
        this.reporting = reporting;
        this.problems = problems;
    }

    /** The rates that can be read. */
    List<Rate> read(Collection<Seed> seeds) {
        return SeedColumns.of(table.seed(), "rates", seeds, problems)
                .map(this::read)
                .orElse(List.of());
    }

    private List<Rate> read(SeedColumns named) {
        int currency = named.position(table.currency());
        int day = named.position(table.day());
        int rate = named.position(table.rate());
        var rates = new ArrayList<Rate>();
        if (currency < 0 || day < 0 || rate < 0) {
            return rates;
        }
        Seed seed = named.seed();
        Map<String, Place> met = new HashMap<>();
        for (int i = 0; i < seed.rows().size(); i++) {
            List<String> row = seed.rows().get(i);
            Place place = seed.placeOf(i);
            Optional<String> code = code(row.get(currency), place);
            Optional<LocalDate> from = day(row.get(day), place);
            Optional<BigDecimal> worth = worth(row.get(rate), place);
            if (code.isPresent() && from.isPresent() && worth.isPresent()) {
                Rate read = new Rate(code.get(), from.get(), worth.get());
                if (isOnce(read, place, met)) {
                    rates.add(read);
                }
            }
        }
        return rates;
    }

    private boolean isOnce(Rate rate, Place place, Map<String, Place> met) {
        Place first = met.putIfAbsent(rate.currency() + " on " + rate.day(), place);
        if (first != null) {
            problems.add(
                    place,
                    "There are two rates of " + rate.currency() + " on " + rate.day() + ", the first on line "
                            + first.line(),
                    "Keep one of the two");
        }
        if (rate.currency().equals(reporting) && rate.worth().compareTo(BigDecimal.ONE) != 0) {
            problems.add(
                    place,
                    "One " + reporting + " is " + rate.worth().toPlainString() + " " + reporting
                            + ", the currency that figures are in",
                    "Take the row out; write for every other currency what one unit of it is worth in " + reporting);
        }
        return first == null;
    }

    private Optional<String> code(String text, Place place) {
        try {
            return Optional.of(
                    Currency.getInstance(text == null ? "" : text.strip()).getCurrencyCode());
        } catch (IllegalArgumentException unknown) {
            problems.add(
                    place,
                    "\"" + (text == null ? "" : text) + "\" is not a currency",
                    "Write an ISO 4217 code, such as EUR");
            return Optional.empty();
        }
    }

    private Optional<LocalDate> day(String text, Place place) {
        try {
            LocalDate day = LocalDate.parse(text == null ? "" : text.strip());
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return Optional.of(day);
            }
        } catch (DateTimeException otherwise) {
            // Told below, as a day out of reach.
        }
        problems.add(
                place,
                "The day of a rate is \"" + (text == null ? "" : text) + "\"",
                "Write the first day it holds, such as 2026-11-27");
        return Optional.empty();
    }

    private Optional<BigDecimal> worth(String text, Place place) {
        String written = text == null ? "" : text.strip();
        // Digits only: 1,08 and 1e5 are refused, not guessed.
        if (written.matches("\\d{1," + DIGITS_BEFORE_POINT + "}(\\.\\d{1," + DIGITS_AFTER_POINT + "})?")
                && new BigDecimal(written).signum() > 0) {
            return Optional.of(new BigDecimal(written));
        }
        problems.add(
                place,
                "The rate is \"" + written + "\"",
                "Write what one unit is worth in " + reporting + " as a positive decimal such as 1.0842, with at most "
                        + DIGITS_AFTER_POINT + " digits after the point");
        return Optional.empty();
    }
}
