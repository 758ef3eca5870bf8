package shopstream.ingestion.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.discovery.Readings.column;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceGuessTest {
    @ParameterizedTest
    @CsvSource({
        "customerNumber, customers, customerNumber, true",
        "customer_id, customers, id, true",
        "kunde_nr, kunden, nr, true",
        "salesRepEmployeeNumber, employees, employeeNumber, true",
        "shipping_address_id, addresses, id, true",
        "order_id, sales_order, id, true",
        "category_id, categories, id, true",
        "quantity, customers, id, false",
        "tax_id, customers, id, false",
        "orderLineNumber, orders, orderNumber, false"
    })
    void aColumnRefersToATableThatItIsNamedAfter(String column, String table, String key, boolean refers) {
        TableReading target = new TableReading(table, 1, List.of(key), List.of(column(key + " int")), "");
        assertThat(ReferenceGuess.likeness(column(column + " int"), target) > 0).isEqualTo(refers);
    }

    @Test
    void theTypesMustAgree() {
        TableReading customers = new TableReading("customers", 1, List.of("id"), List.of(column("id int")), "");
        TableReading orders = new TableReading(
                "orders", 1, List.of("no"), List.of(column("no int"), column("customer_id varchar(9)")), "");
        assertThat(ReferenceGuess.of(List.of(customers, orders))).isEmpty();
    }

    @Test
    void valuesThatAreNotThereMakeItNoReference() {
        assertThat(new ReferenceReading("a", "b", "c", "d", false, true, 100, 96).holds())
                .isTrue();
        assertThat(new ReferenceReading("a", "b", "c", "d", false, true, 100, 90).holds())
                .isFalse();
        assertThat(new ReferenceReading("a", "b", "c", "d", false, true, 0, 0).holds())
                .isFalse();
    }
}
