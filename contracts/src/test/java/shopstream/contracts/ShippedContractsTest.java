package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Problems;

/** The contracts that come with Shopstream hold for its sample shop and for the course's own database. */
class ShippedContractsTest {
    private final Problems problems = new Problems();
    private final List<Contract> contracts = ContractFiles.read(Path.of("../shop/contracts"), problems);

    @Test
    void areValidAndNameEveryTableWithItsKey() {
        assertThat(problems.all()).isEmpty();
        Map<String, List<String>> keys = new HashMap<>();
        contracts.forEach(contract -> keys.put(
                contract.dataset(), contract.key().stream().map(Column::name).toList()));
        assertThat(keys)
                .containsOnly(
                        Map.entry("customers", List.of("customerNumber")),
                        Map.entry("products", List.of("productCode")),
                        Map.entry("productlines", List.of("productLine")),
                        Map.entry("orders", List.of("orderNumber")),
                        Map.entry("orderdetails", List.of("orderNumber", "productCode")),
                        Map.entry("payments", List.of("customerNumber", "checkNumber")),
                        Map.entry("ratings", List.of("customerNumber", "productCode")));
    }

    @Test
    void anOrderMayHaveADayOrATimeAndAnyStatus() {
        Map<String, Object> order = new HashMap<>(Map.of(
                "orderNumber",
                10100,
                "orderDate",
                LocalDate.of(2003, 1, 6),
                "status",
                "Waiting for a part from overseas",
                "customerNumber",
                363));
        assertThat(value(check("orders", order)))
                .isEqualTo("{\"orderNumber\":10100,\"orderDate\":\"2003-01-06T00:00:00Z\","
                        + "\"status\":\"Waiting for a part from overseas\",\"customerNumber\":363}");
        order.put("orderDate", LocalDateTime.of(2026, 1, 6, 9, 30, 1));
        assertThat(value(check("orders", order))).contains("\"2026-01-06T09:30:01Z\"");
    }

    @Test
    void countriesWithTrailingBlanksAndMissingStatesAreKeptAsTheyAre() {
        Map<String, Object> customer = new HashMap<>();
        customer.put("customerNumber", 299);
        customer.put("customerName", "Norway Gifts By Mail, Co.");
        customer.put("city", "Oslo");
        customer.put("state", null);
        customer.put("postalCode", "N 0106");
        customer.put("country", "Norway  ");
        customer.put("creditLimit", new BigDecimal("95100"));
        assertThat(value(check("customers", customer)))
                .isEqualTo("{\"customerNumber\":299,\"city\":\"Oslo\",\"state\":null,\"postalCode\":\"N 0106\","
                        + "\"country\":\"Norway  \",\"creditLimit\":\"95100.00\"}");
    }

    @Test
    void onlyWhatCannotBeTrueIsRefused() {
        Map<String, Object> line = new HashMap<>(Map.of(
                "orderNumber",
                10100,
                "productCode",
                "S18_1749",
                "quantityOrdered",
                1_000_000,
                "priceEach",
                new BigDecimal("0.00"),
                "orderLineNumber",
                3));
        assertThat(check("orderdetails", line)).isInstanceOf(Accepted.class);
        line.put("quantityOrdered", -1);
        assertThat(((Rejected) check("orderdetails", line)).rule()).isEqualTo("minimum");
        line.put("quantityOrdered", 1);
        line.put("priceEach", new BigDecimal("-0.01"));
        assertThat(((Rejected) check("orderdetails", line)).column()).isEqualTo("priceEach");
    }

    private Verdict check(String dataset, Map<String, Object> row) {
        Contract contract = contracts.stream()
                .filter(each -> each.dataset().equals(dataset))
                .findFirst()
                .orElseThrow();
        Origin origin =
                new Origin("shop", Position.streamed(1, 1, 1, 0, 0), Instant.EPOCH, Operation.UPDATE, "", dataset);
        return new ContractCheck(contract, ZoneId.of("UTC")).check(row, origin);
    }

    private static String value(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Accepted.class);
        return new String(((Accepted) verdict).value(), StandardCharsets.UTF_8);
    }
}
