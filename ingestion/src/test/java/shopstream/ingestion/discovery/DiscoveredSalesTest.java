package shopstream.ingestion.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.discovery.Readings.column;
import static shopstream.ingestion.discovery.Readings.uncertain;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found out about the columns that sales are made of. */
class DiscoveredSalesTest {
    private static final Discovery.Wishes NONE = new Discovery.Wishes(Optional.empty(), Optional.empty(), false);
    private static final String FACT = "models/marts/sales_lines.sql";

    @Test
    void aStatusThatMayBeNoSaleIsAskedAbout() {
        assertThat(fact(column("status varchar(20)", "paid", "Cancelled ", "draft")))
                .contains("NOT IN ('cancelled', 'canceled')")
                .contains("-- question, needed: Is an order with orders.status draft a sale?");
        assertThat(fact(column("status varchar(20)", "A", "B", "X")))
                .contains("-- question, needed: Which values of orders.status mean that an order is cancelled?");
        assertThat(fact(column("status varchar(20)", "paid", "shipped"))).doesNotContain("question, needed");
        assertThat(fact(column("cancelled_at timestamp null"))).contains("header.cancelled_at IS NULL AS counts");
    }

    @Test
    void aNumberedStatusTakesItsMeaningFromTheTableItRefersTo() {
        SchemaReading schema = Readings.shop(
                        column("created_at timestamp"),
                        column("status_id int", "1", "2"),
                        column("price decimal(10,2)"))
                .table(
                        "order_states",
                        "id",
                        column("id int", "1", "2", "3"),
                        column("name varchar(20)", "new", "paid", "cancelled"))
                .reference("orders.status_id -> order_states.id")
                .reading();

        assertThat(Discovery.of(schema, "reader", NONE).files().get(FACT))
                .contains("COALESCE(header.status NOT IN (3), TRUE) AS counts")
                .doesNotContain("question, needed");
    }

    @Test
    void aStatusMayReferToAnotherColumnThanTheKey() {
        SchemaReading schema = Readings.shop(
                        column("created_at timestamp"),
                        column("status_code char(1)", "N", "P"),
                        column("price decimal(10,2)"))
                .table(
                        "order_states",
                        "id",
                        column("id int", "1", "2", "3"),
                        column("code char(1)", "N", "P", "X"),
                        column("name varchar(20)", "new", "paid", "cancelled"))
                .reference("orders.status_code -> order_states.code")
                .reading();

        assertThat(Discovery.of(schema, "reader", NONE).files().get(FACT))
                .contains("NOT IN ('cancelled', 'canceled', 'x')")
                .doesNotContain("question, needed");
    }

    @Test
    void moneyAndTimesOfEveryKindAreMadeExact() {
        Map<String, String> files = files(
                column("created_at int", "1700000000", "1800000000"),
                column("status varchar(9)", "paid"),
                column("price_cents int", "1250"));
        assertThat(files.get("models/staging/stg_orders.sql"))
                .contains("TO_TIMESTAMP_LTZ(`created_at`, 0) AS order_time");
        assertThat(files.get("models/staging/stg_order_items.sql"))
                .contains("CAST(`price_cents` * 0.01 AS DECIMAL(19,2)) AS price");

        files = files(column("order_date varchar(20)", "2026-05-01"), column("note int"), column("price float", "0.1"));
        assertThat(files.get("models/staging/stg_orders.sql")).contains("TRY_CAST(REPLACE(`order_date`");
        assertThat(files.get("models/staging/stg_order_items.sql")).contains("CAST(`price` AS DECIMAL(19,4)) AS price");

        files = files(column("order_date varchar(20)", "31.12.2025"), column("note int"), column("price int", "100"));
        assertThat(files.get("models/staging/stg_orders.sql")).contains("question, needed: In which form");
        assertThat(files.get(FACT)).contains("question, needed: Is order_items.price, a whole number, in cents?");
    }

    @Test
    void ordersLaterThanNowCannotBeInUtc() {
        assertThat(files(
                                column("created datetime", "2026-06-01 11:59:00"),
                                column("n int"),
                                column("price decimal(9,2)"))
                        .get("models/staging/stg_orders.sql"))
                .contains("-- question: In which zone");
        assertThat(files(
                                column("created datetime", "2026-06-01 13:59:00"),
                                column("n int"),
                                column("price decimal(9,2)"))
                        .get("models/staging/stg_orders.sql"))
                .contains("-- question, needed: In which zone", "the server's own zone is CET");
    }

    @Test
    void severalCurrenciesAreNeverAddedInSilence() {
        assertThat(files(column("at timestamp"), column("currency char(3)", "EUR", "EUR"), column("price decimal(9,2)"))
                        .get("shop.yaml"))
                .contains("currency: EUR")
                .doesNotContain("question, needed");
        assertThat(files(column("at timestamp"), column("currency char(3)", "EUR", "USD"), column("price decimal(9,2)"))
                        .get("shop.yaml"))
                .contains(
                        "# question, needed: How are amounts in several currencies added? orders.currency has EUR, USD");
    }

    @Test
    void aCurrencyThatNotAllRowsWereAskedForIsAQuestion() {
        assertThat(files(column("at timestamp"), uncertain("currency char(3)", "EUR"), column("price decimal(9,2)"))
                        .get("shop.yaml"))
                .contains("currency: EUR", "# question: Has orders.currency another value than EUR?");
    }

    @Test
    void negativeAmountsAreNotRefused() {
        assertThat(files(column("at timestamp"), column("n int"), column("price decimal(9,2)", "-5.00", "7.00"))
                        .get("contracts/order_items.yaml"))
                .contains("# question: What does price below zero mean?")
                .containsOnlyOnce("minimum: 0");
    }

    @Test
    void noRuleIsMadeOfRowsThatWereNotLookedAt() {
        Map<String, String> files = files(
                column("created_at timestamp"),
                uncertain("status varchar(20)", "paid"),
                uncertain("price decimal(9,2)", "7.00"));

        assertThat(files.get("contracts/order_items.yaml"))
                .contains("# question: Can price be below zero?")
                .containsOnlyOnce("minimum: 0");
        assertThat(files.get(FACT)).contains("-- question: Which other values does orders.status have?");
    }

    @Test
    void aNumberThatIsTakenForYesAndNoIsMarked() {
        assertThat(files(column("at timestamp"), column("gift tinyint(1)", "0", "1"), column("price decimal(9,2)"))
                        .get("contracts/orders.yaml"))
                .contains("# guessed: gift is true or false: it is a tinyint(1), and no row has more than 0 and 1.");
        assertThat(files(column("at timestamp"), uncertain("gift tinyint(1)", "0"), column("price decimal(9,2)"))
                        .get("contracts/orders.yaml"))
                .contains("and no row looked at has more");
    }

    private static Map<String, String> files(ColumnReading time, ColumnReading status, ColumnReading price) {
        return Discovery.of(Readings.shop(time, status, price).reading(), "reader", NONE)
                .files();
    }

    private static String fact(ColumnReading status) {
        return files(column("created_at timestamp"), status, column("price decimal(10,2)"))
                .get(FACT);
    }
}
