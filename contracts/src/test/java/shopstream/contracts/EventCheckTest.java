package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Problems;

/** The shipped contract of events, and what it makes of them. */
class EventCheckTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Origin ORIGIN =
            new Origin("web", Position.streamed(1, 1, 1, 0, 0), NOW, Operation.CREATE, "", "a test");

    private final EventCheck check = new EventCheck(shipped());

    private static EventContract shipped() {
        Problems problems = new Problems();
        List<EventContract> contracts = EventContractFiles.read(Path.of("../shop/contracts"), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(contracts).hasSize(1);
        return contracts.get(0);
    }

    private static Map<String, Object> event(String name, Map<String, ?> properties) {
        Map<String, Object> event = new HashMap<>();
        event.put("messageId", "m1");
        event.put("type", "track");
        event.put("event", name);
        event.put("anonymousId", "a1");
        event.put("timestamp", NOW);
        event.put("receivedAt", NOW);
        event.put("properties", properties);
        return event;
    }

    private String accepted(Map<String, Object> event) {
        Verdict verdict = check.check(event, ORIGIN);
        assertThat(verdict).as("%s", verdict).isInstanceOf(Accepted.class);
        return new String(((Accepted) verdict).value(), StandardCharsets.UTF_8);
    }

    private Rejected rejected(Map<String, Object> event) {
        Verdict verdict = check.check(event, ORIGIN);
        assertThat(verdict).isInstanceOf(Rejected.class);
        return (Rejected) verdict;
    }

    @Test
    void anEventIsWrittenInTheContractsOrderWithDecimalsAsText() {
        assertThat(accepted(event(
                        "Product Viewed", Map.of("price", new BigDecimal("12.5"), "product_id", "P1", "quantity", 2L))))
                .isEqualTo(
                        "{\"messageId\":\"m1\",\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"a1\","
                                + "\"timestamp\":\"2026-05-04T10:00:00Z\",\"receivedAt\":\"2026-05-04T10:00:00Z\","
                                + "\"properties\":{\"product_id\":\"P1\",\"price\":\"12.500000\",\"quantity\":2}}");
    }

    @Test
    void namesOfSegmentsFirstVersionAndOfGoogleAnalyticsBecomeTheContracts() {
        assertThat(accepted(event("Viewed Product", Map.of("id", "P1")))).contains("\"event\":\"Product Viewed\"");
        assertThat(accepted(
                        event("add_to_cart", Map.of("items", List.of(Map.of("item_id", "P1", "item_name", "Lamp"))))))
                .contains("\"event\":\"Product Added\"")
                .contains("\"products\":[{\"product_id\":\"P1\",\"name\":\"Lamp\"}]");
        assertThat(accepted(event("purchase", Map.of("transaction_id", 17L)))).contains("\"order_id\":\"17\"");
    }

    @Test
    void ofSeveralNamesForTheSameTheContractsOwnCountsAndThenItsAliasesInOrder() {
        assertThat(accepted(event("Product Viewed", Map.of("id", "c", "product_id", "a", "item_id", "b"))))
                .contains("\"properties\":{\"product_id\":\"a\"}");
        assertThat(accepted(event("Product Viewed", Map.of("id", "c", "product_code", "d", "item_id", "b"))))
                .contains("\"properties\":{\"product_id\":\"b\"}");
    }

    @Test
    void numbersMayComeAsTextAndIdentifiersAsNumbers() {
        Map<String, Object> event = event("Product Added", Map.of("product_id", 7L, "quantity", "3", "price", "9.90"));
        event.put("userId", 42L);
        assertThat(accepted(event))
                .contains("\"userId\":\"42\"")
                .contains("\"product_id\":\"7\",\"price\":\"9.900000\",\"quantity\":3");
    }

    @Test
    void whatTheContractDoesNotNameIsLeftOutAlsoOfTheQuarantine() {
        Map<String, Object> event = event("Product Viewed", Map.of("product_id", "P1", "email", "secret@example.org"));
        event.put("ip", "192.0.2.1");
        assertThat(accepted(event)).doesNotContain("secret", "192.0.2");
        event.put("event", "Nothing Known");
        assertThat(rejected(event).original()).contains("P1").doesNotContain("secret", "192.0.2");
    }

    @Test
    void whatStandsInsideAValueIsNotKeptEither() {
        Rejected rejected =
                rejected(event("Product Viewed", Map.of("product_id", Map.of("email", "secret@example.org"))));
        assertThat(rejected.rule()).isEqualTo("type");
        assertThat(rejected.column()).isEqualTo("properties.product_id");
        assertThat(rejected.offendingValue()).isEqualTo("(object)");
        assertThat(rejected.original()).doesNotContain("secret");
    }

    @Test
    void anUnknownEventIsRejectedAndTheNearestKnownOneIsTold() {
        Rejected rejected = rejected(event("Produkt Viewed", Map.of("product_id", "P1")));
        assertThat(rejected.rule()).isEqualTo("allowed");
        assertThat(rejected.column()).isEqualTo("event");
        assertThat(check.nearestTo("Produkt Viewed")).contains("Product Viewed");
        assertThat(check.nearestTo("x".repeat(32_000))).isEmpty();
    }

    @Test
    void anEventWithoutWhatItIsAboutIsRejected() {
        assertThat(rejected(event("Product Viewed", Map.of())).column())
                .isEqualTo("properties.product_id|sku|products");
        assertThat(rejected(event("Order Completed", Map.of("total", 1L))).column())
                .isEqualTo("properties.order_id");
    }

    @Test
    void anEventOfNobodyIsRejected() {
        Map<String, Object> event = event("Cart Viewed", Map.of());
        event.remove("anonymousId");
        assertThat(rejected(event).column()).isEqualTo("userId|anonymousId");
        event.put("userId", " ");
        assertThat(rejected(event).rule()).isEqualTo("required");
    }

    @Test
    void theCustomersOwnNumberIsTheKeyBeforeTheAnonymousOne() {
        Map<String, Object> event = event("Cart Viewed", Map.of());
        event.put("userId", "u1");
        assertThat(((Accepted) check.check(event, ORIGIN)).key())
                .isEqualTo("{\"userId\":\"u1\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFaultOfAnItemIsToldByItsPlace() {
        Rejected rejected = rejected(event(
                "Order Completed",
                Map.of("order_id", "1", "products", List.of(Map.of("product_id", "P1"), Map.of("quantity", -1L)))));
        assertThat(rejected.column()).isEqualTo("properties.products[1].quantity");
        assertThat(rejected.rule()).isEqualTo("minimum");
        assertThat(rejected.offendingValue()).isEqualTo("-1");
    }

    @Test
    void aCartOfTenThousandItemsIsRejected() {
        List<Map<String, Object>> items = IntStream.range(0, 10_000)
                .mapToObj(at -> Map.<String, Object>of("product_id", "P" + at))
                .toList();
        Rejected rejected = rejected(event("Cart Viewed", Map.of("products", items)));
        assertThat(rejected.rule()).isEqualTo("maxItems");
        assertThat(rejected.original()).hasSizeLessThan(500).contains("(list of 10000)");
    }

    @Test
    void textWithANulIsRejected() {
        assertThat(rejected(event("Product Viewed", Map.of("product_id", "P\0")))
                        .column())
                .isEqualTo("properties.product_id");
        Map<String, Object> event = event("Cart Viewed", Map.of());
        event.put("userId", "\0");
        assertThat(rejected(event).column()).isEqualTo("userId");
    }

    @Test
    void numbersThatNoColumnHoldsAreRejectedAtOnce() {
        for (String huge : List.of("1E+1000000000", "1E-1000000000", "-1E+400")) {
            assertThat(rejected(event("Product Viewed", Map.of("product_id", "P", "price", new BigDecimal(huge))))
                            .column())
                    .isEqualTo("properties.price");
            assertThat(rejected(event("Product Viewed", Map.of("product_id", "P", "quantity", new BigDecimal(huge))))
                            .column())
                    .isEqualTo("properties.quantity");
        }
    }
}
