package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.seeds.Seed;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;

/** A shop that sells in several currencies, and what its figures must be. */
abstract class ForeignSales {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);
    static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    /** The euro changes on the 9th, which begins at 18:30 UTC of the 8th in the shop's zone. */
    static final List<List<String>> RATES = List.of(
            List.of("EUR", "2026-04-01", "1.10"),
            List.of("EUR", "2026-04-09", "1.2345"),
            List.of("JPY", "2026-03-25", "0.006543"));

    @TempDir
    Path directory;

    LocalShop shop(List<List<String>> rates) {
        Seed seed = SampleMarts.rates(rates);
        var shop = new LocalShop(
                directory,
                SampleMarts.currenciesDashboard(directory.resolve("dashboards")),
                KOLKATA,
                CLOCK,
                SampleMarts.IN_CURRENCIES,
                List.of(SampleMarts.REGIONS, seed));
        shop.add("customers", SampleMarts.customerKey(1), SampleMarts.customer(1, "Germany"));
        shop.add("customers", SampleMarts.customerKey(2), SampleMarts.customer(2, "Japan"));
        for (String product : List.of("P1", "P2", "P3")) {
            String category = product.equals("P3") ? "Trains" : "Planes";
            shop.add(
                    "products",
                    SampleMarts.productKey(product),
                    SampleMarts.product(product, "Name of " + product, category, "1.00", "Acme"));
        }
        shop.apply();
        return shop;
    }

    static void sell(
            LocalShop shop, long order, String currency, String time, long customer, long quantity, String price) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, "P1"),
                SampleMarts.lineIn(currency, order, "P1", customer, time, quantity, price));
    }

    record Line(
            String currency, long order, String product, long customer, Instant time, long quantity, String price) {}

    @Test
    void everyFigureEqualsTheSumOverTheLinesAfterRandomChanges() {
        long seed = System.nanoTime();
        System.out.println("CurrenciesTest seed " + seed);
        var random = new Random(seed);
        var lines = new HashMap<String, Line>();
        try (var shop = shop(RATES)) {
            for (int batch = 0; batch < 30; batch++) {
                for (int change = 0; change < 40; change++) {
                    change(shop, random, lines);
                }
                shop.apply();
            }
            assertThat(shop.store.current("sales")).isPresent();
            for (ZoneId zone : List.of(KOLKATA, ZoneId.of("Europe/Berlin"))) {
                for (ChronoUnit grain : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS)) {
                    String asked = grain == ChronoUnit.DAYS ? "day" : "hour";
                    assertThat(answered(shop, "grain", asked, "zone", zone.getId()))
                            .as("seed %s, %s in %s", seed, grain, zone)
                            .isEqualTo(truth(
                                    lines,
                                    line -> line.time()
                                            .atZone(zone)
                                            .truncatedTo(grain)
                                            .toInstant()
                                            .toString()));
                }
                assertThat(answered(shop, "by", "product", "zone", zone.getId()))
                        .as("seed %s, by product in %s", seed, zone)
                        .isEqualTo(truth(lines, Line::product));
            }
            assertThat(shop.numbers().unconverted().toString())
                    .isEqualTo(shop.numbers("zone", "Europe/Berlin", "from", "2026-03-01")
                            .unconverted()
                            .toString())
                    .contains("CHF");
        }
    }

    static void change(LocalShop shop, Random random, Map<String, Line> lines) {
        long order = random.nextInt(150);
        String product = "P" + (1 + random.nextInt(3));
        Line line = null;
        if (random.nextInt(5) > 0) {
            // An order has one time; its lines may still be in different currencies.
            Instant time = Instant.parse("2026-03-28T00:00:00Z").plusSeconds(order * 7_123);
            String currency = List.of("EUR", "USD", "JPY", "CHF").get(random.nextInt(4));
            String price = random.nextInt(1000) + "." + (10 + random.nextInt(90));
            line = new Line(currency, order, product, 1 + order % 2, time, random.nextInt(9), price);
        }
        byte[] value = line == null
                ? null
                : SampleMarts.lineIn(
                        line.currency(),
                        order,
                        product,
                        line.customer(),
                        line.time().toString(),
                        line.quantity(),
                        line.price());
        lines.put(order + product, line);
        shop.add("sales_lines", SampleMarts.lineKey(order, product), value);
    }

    static Map<String, String> answered(LocalShop shop, String... question) {
        var figures = new TreeMap<String, String>();
        for (Map<String, Object> row : shop.ask(question)) {
            Object key = row.containsKey("time") ? row.get("time") : row.get("product");
            figures.put(
                    key.toString(),
                    row.get("revenue") + " " + row.get("orders") + " " + row.get("units") + " "
                            + row.get("averageOrder"));
        }
        return figures;
    }

    /** The same in plain arithmetic. */
    static Map<String, String> truth(Map<String, Line> lines, Function<Line, String> group) {
        var sums = new TreeMap<String, BigDecimal>();
        var units = new TreeMap<String, Long>();
        Map<String, Set<Long>> orders = new HashMap<>();
        Map<String, Set<Long>> rated = new HashMap<>();
        for (Line line : lines.values()) {
            if (line == null) {
                continue;
            }
            String key = group.apply(line);
            BigDecimal rate = rate(line);
            orders.computeIfAbsent(key, k -> new HashSet<>()).add(line.order());
            units.merge(key, line.quantity(), Long::sum);
            sums.putIfAbsent(key, BigDecimal.ZERO);
            if (rate != null) {
                rated.computeIfAbsent(key, k -> new HashSet<>()).add(line.order());
                sums.merge(
                        key,
                        new BigDecimal(line.price())
                                .multiply(BigDecimal.valueOf(line.quantity()))
                                .multiply(rate),
                        BigDecimal::add);
            }
        }
        var figures = new TreeMap<String, String>();
        sums.forEach((key, sum) -> {
            int count = rated.getOrDefault(key, Set.of()).size();
            String average = count == 0
                    ? "null"
                    : sum.divide(BigDecimal.valueOf(count), java.math.MathContext.DECIMAL128)
                            .setScale(2, RoundingMode.HALF_UP)
                            .toString();
            figures.put(
                    key,
                    sum.setScale(2, RoundingMode.HALF_UP) + " "
                            + orders.get(key).size() + " " + units.get(key) + " " + average);
        });
        return figures;
    }

    static BigDecimal rate(Line line) {
        LocalDate day = line.time().atZone(KOLKATA).toLocalDate();
        return switch (line.currency()) {
            case "USD" -> BigDecimal.ONE;
            case "JPY" -> new BigDecimal("0.006543");
            case "EUR" ->
                day.isBefore(LocalDate.of(2026, 4, 1))
                        ? null
                        : new BigDecimal(day.isBefore(LocalDate.of(2026, 4, 9)) ? "1.10" : "1.2345");
            default -> null;
        };
    }
}
