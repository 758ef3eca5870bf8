package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;

/** The shop's own dashboard of the way to a sale, whose rows come from two marts. */
class FunnelTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private LocalShop shop;

    @BeforeEach
    void open() {
        shop = new LocalShop(
                directory,
                SampleMarts.dashboard("funnel"),
                ZoneOffset.UTC,
                CLOCK,
                SampleMarts.WITH_VISITS,
                List.of(SampleMarts.REGIONS));
        shop.add("customers", SampleMarts.customerKey(1), SampleMarts.customer(1, "Germany"));
        shop.add("customers", SampleMarts.customerKey(2), SampleMarts.customer(2, "USA"));
        shop.add("products", SampleMarts.productKey("P1"), SampleMarts.product("P1", "Rocket", "Planes", "0.05", "A"));
        shop.add("products", SampleMarts.productKey("P2"), SampleMarts.product("P2", "Tram", "Trains", "1.00", "A"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void step(String message, String time, String browser, String customer, String product, boolean carted) {
        shop.add(
                "product_steps",
                json("{\"message_id\":\"" + message + "\",\"place\":0}"),
                json("{\"message_id\":\"" + message + "\",\"place\":0,\"event_time\":\"" + time
                        + "\",\"anonymous_id\":" + text(browser) + ",\"customer_number\":" + customer
                        + ",\"product_code\":\"" + product + "\",\"viewed\":" + !carted + ",\"carted\":" + carted
                        + ",\"told_campaign\":" + (message.equals("m1") ? "\"Spring\"" : "null") + "}"));
    }

    private void sell(long order, String product, long customer, String time, boolean counts) {
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(order, product),
                SampleMarts.line(order, product, customer, time, counts, 2, "5.00"));
    }

    private void known(String browser, long customer) {
        shop.add(
                "browsers",
                json("{\"anonymous_id\":\"" + browser + "\"}"),
                json("{\"anonymous_id\":\"" + browser + "\",\"customer_number\":" + customer + "}"));
    }

    private static String text(String value) {
        return value == null ? "null" : "\"" + value + "\"";
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> only(List<Map<String, Object>> rows) {
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void viewsCartsAndPurchasesStandSideBySidePerProductAndHour() {
        step("m1", "2026-04-10T09:10:00Z", "b1", "null", "P1", false);
        step("m2", "2026-04-10T09:50:00Z", "b1", "null", "P1", false);
        step("m3", "2026-04-10T10:10:00Z", "b1", "null", "P1", true);
        sell(7, "P1", 1, "2026-04-10T10:20:00Z", true);
        sell(8, "P2", 1, "2026-04-10T10:20:00Z", false);
        shop.apply();
        assertThat(shop.ask("grain", "hour", "by", "product"))
                .hasToString("[{time=2026-04-10T09:00:00Z, product=P1, productName=Rocket, views=2, carts=0,"
                        + " purchases=0, conversion=0.0000, revenue=0.00},"
                        + " {time=2026-04-10T10:00:00Z, product=P1, productName=Rocket, views=0, carts=1,"
                        + " purchases=1, conversion=null, revenue=10.00}]");
    }

    @Test
    void whatABrowserDidIsOfTheRegionOfWhoItTurnsOutToBe() {
        step("m1", "2026-04-10T09:10:00Z", "b1", "null", "P1", false);
        step("m2", "2026-04-10T09:20:00Z", null, "2", "P1", false);
        step("m3", "2026-04-10T09:30:00Z", "b3", "null", "P1", false);
        sell(7, "P1", 1, "2026-04-10T10:20:00Z", true);
        shop.apply();
        assertThat(only(shop.ask("region", "EMEA", "category", "Planes")).get("views"))
                .isEqualTo(0L);
        known("b1", 1);
        shop.apply();
        assertThat(shop.ask("by", "region,country"))
                .extracting(row -> row.get("region") + "/" + row.get("country") + " " + row.get("views") + " "
                        + row.get("purchases"))
                .containsExactly("(none)/(none) 1 0", "EMEA/Germany 1 1", "NA/USA 1 0");
        assertThat(only(shop.ask("region", "EMEA", "category", "Planes")).get("conversion"))
                .hasToString("1.0000");
    }

    @Test
    void aCampaignIsShownWithWhatItSoldAndWhatWasToldWithIt() {
        step("m1", "2026-04-10T09:10:00Z", "b1", "null", "P1", false);
        sell(7, "P1", 1, "2026-04-10T10:20:00Z", true);
        sell(8, "P2", 1, "2026-04-10T10:20:00Z", true);
        shop.add(
                "order_campaigns",
                json("{\"order_number\":7}"),
                json("{\"order_number\":7,\"campaign\":\"Spring\",\"touched_at\":\"2026-04-09T10:20:00Z\"}"));
        shop.apply();
        assertThat(shop.ask("by", "campaign"))
                .extracting(row -> row.get("campaign") + " " + row.get("views") + " " + row.get("purchases") + " "
                        + row.get("revenue"))
                .containsExactly("(none) 0 1 10.00", "Spring 1 1 10.00");
    }

    @Test
    void whatIsToldAgainIsTheSameRow() {
        step("m1", "2026-04-10T09:10:00Z", "b1", "null", "P1", false);
        shop.apply();
        step("m1", "2026-04-10T09:10:01Z", "b1", "null", "P1", false);
        shop.apply();
        assertThat(only(shop.ask()).get("views")).isEqualTo(1L);
    }
}
