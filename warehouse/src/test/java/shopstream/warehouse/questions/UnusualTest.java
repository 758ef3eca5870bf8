package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.seeds.Seed;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;

class UnusualTest {

    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final Instant SPIKE = Instant.parse("2026-04-07T14:00:00Z");

    @TempDir
    Path directory;

    @Test
    void aSpikeIsFoundAndNoiseIsNot() {
        long seed = System.nanoTime();
        System.out.println("UnusualTest seed " + seed);
        var random = new Random(seed);
        try (var shop = new LocalShop(
                directory, SampleMarts.salesDashboard(), ZoneOffset.UTC, Clock.fixed(NOW, ZoneOffset.UTC))) {
            List<String> countries = List.of("Germany", "USA", "Japan");
            for (int i = 0; i < 3; i++) {
                shop.add("customers", SampleMarts.customerKey(i), SampleMarts.customer(i, countries.get(i)));
            }
            for (int i = 0; i < 8; i++) {
                shop.add(
                        "products",
                        SampleMarts.productKey("P" + i),
                        SampleMarts.product("P" + i, "Name " + i, "C" + i / 2, "1.00", "V"));
            }
            long order = 0;
            for (Instant hour = NOW.minus(Duration.ofDays(60));
                    hour.isBefore(NOW);
                    hour = hour.plus(Duration.ofHours(1))) {
                double rhythm = 20 * (1 + Math.sin(hour.atZone(ZoneOffset.UTC).getHour() / 24.0 * 2 * Math.PI));
                for (int n = poisson(random, rhythm); n > 0; n--) {
                    sell(
                            shop,
                            order++,
                            "P" + random.nextInt(8),
                            random.nextInt(3),
                            hour.plusSeconds(random.nextInt(3600)));
                }
            }
            for (int n = 0; n < 60; n++) {
                sell(shop, order++, "P5", 0, SPIKE.plusSeconds(random.nextInt(3600)));
            }
            shop.apply();
            var unusual = new Unusual(
                    shop.database, shop.answers, campaigns(shop), Runnable::run, Clock.fixed(NOW, ZoneOffset.UTC));
            List<UnusualHour> hours = unusual.hours(
                    shop.subject(), shop.question("from", "2026-03-20", "to", "2026-04-11"), Optional.of(NOW));
            assertThat(hours)
                    .as("seed %s", seed)
                    .filteredOn(h -> !h.time().equals(SPIKE))
                    .hasSizeLessThanOrEqualTo(3);
            assertThat(hours)
                    .as("seed %s", seed)
                    .filteredOn(h -> h.time().equals(SPIKE) && h.place().equals(Optional.of("EMEA")))
                    .singleElement()
                    .satisfies(hour -> {
                        assertThat(hour.sentence())
                                .matches(
                                        "\\d+\\.\\d times what is usual for a Tuesday at 14:00, mostly Name 5, during Sale of C2");
                        assertThat(hour.campaigns()).containsExactly("Sale of C2");
                        assertThat(hour.finished()).isTrue();
                        assertThat(hour.driver().orElseThrow().value()).isEqualTo("P5");
                    });
        }
    }

    @Test
    void theTailIsThatOfThePoissonWhereNothingElseVaries() {
        assertThat(CountTail.atLeast(1, 2, 2)).isCloseTo(1, within(1e-9));
        assertThat(CountTail.atLeast(10, 2, 2)).isCloseTo(4.65e-5, within(1e-6));
        assertThat(CountTail.atLeast(10, 2, 6)).isGreaterThan(1e-3);
    }

    /** Of what runs in the spike's hour, one is about other goods and one about other places. */
    private static RelevantCampaigns campaigns(LocalShop shop) {
        Seed seed = SampleMarts.campaigns(List.of(
                Arrays.asList("Sale of C2", "04-07", "04-07", "Germany", "C2"),
                Arrays.asList("Sale of C1", "04-07", "04-07", null, "C1"),
                Arrays.asList("Sale in Japan", "04-07", "04-07", "Japan", null),
                Arrays.asList("Sale of yesterday", "04-06", "04-06", null, null)));
        return new RelevantCampaigns(
                shop.answers, List.of(SampleMarts.salesDashboard()), List.of(seed), ZoneOffset.UTC);
    }

    private static void sell(LocalShop shop, long order, String product, long customer, Instant time) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, product),
                SampleMarts.line(order, product, customer, time.toString(), true, 1, "1.00"));
    }

    private static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
