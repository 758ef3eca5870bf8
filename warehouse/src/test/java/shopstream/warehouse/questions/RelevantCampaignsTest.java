package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;

class RelevantCampaignsTest {

    @TempDir
    Path directory;

    private LocalShop shop;
    private RelevantCampaigns campaigns;

    @BeforeEach
    void open() {
        var clock = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);
        shop = new LocalShop(directory, SampleMarts.salesDashboard(), ZoneOffset.UTC, clock);
        sell(1, "Germany", "P1", "Planes");
        sell(2, "Japan", "P2", "Ships");
        shop.apply();
        campaigns = new RelevantCampaigns(
                shop.answers,
                List.of(SampleMarts.salesDashboard()),
                List.of(SampleMarts.campaigns(List.of(
                        Arrays.asList("Everything", "04-01", "04-02", null, null),
                        Arrays.asList("Golden Week", "04-03", "04-04", "Japan", null),
                        Arrays.asList("Messe", "04-05", "04-06", "Germany; France", null),
                        Arrays.asList("Air Show", "04-07", "04-08", null, "Planes"),
                        Arrays.asList("Japan Afloat", "04-09", "04-10", "Japan", "Ships"),
                        Arrays.asList("Later", "06-01", "06-02", null, null)))),
                ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void sell(long number, String country, String product, String category) {
        shop.add("customers", SampleMarts.customerKey(number), SampleMarts.customer(number, country));
        shop.add(
                "products",
                SampleMarts.productKey(product),
                SampleMarts.product(product, product, category, "1.00", "Acme"));
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(number, product),
                SampleMarts.line(number, product, number, "2026-04-01T10:00:00Z", true, 1, "2.00"));
    }

    private List<String> names(String... nameAndValue) {
        return campaigns.in(shop.subject(), shop.question(nameAndValue)).stream()
                .map(run -> run.campaign().name())
                .toList();
    }

    @Test
    void thoseOfTheRangeInOrder() {
        assertThat(names()).containsExactly("Everything", "Golden Week", "Messe", "Air Show", "Japan Afloat");
        assertThat(names("from", "2026-04-04", "to", "2026-04-06")).containsExactly("Golden Week", "Messe");
    }

    @Test
    void aFilterLeavesOutWhatIsAboutOthers() {
        assertThat(names("country", "Germany")).containsExactly("Everything", "Messe", "Air Show");
        assertThat(names("category", "Ships")).containsExactly("Everything", "Golden Week", "Messe", "Japan Afloat");
        assertThat(names("country", "Japan", "category", "Planes"))
                .containsExactly("Everything", "Golden Week", "Air Show");
    }

    @Test
    void aCountryIsMetByItsRegionAndACategoryByItsProducts() {
        assertThat(names("region", "APAC")).containsExactly("Everything", "Golden Week", "Air Show", "Japan Afloat");
        assertThat(names("region", "EMEA")).containsExactly("Everything", "Messe", "Air Show");
        assertThat(names("product", "P2")).containsExactly("Everything", "Golden Week", "Messe", "Japan Afloat");
    }
}
