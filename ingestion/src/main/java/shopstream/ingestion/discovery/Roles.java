package shopstream.ingestion.discovery;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which table plays which part in a sale.
 *
 * @param rivals other tables that could be the orders, with about as much to be said for them
 */
record Roles(
        TableReading orders,
        TableReading lines,
        TableReading products,
        Optional<TableReading> customers,
        ReferenceReading lineToOrder,
        ReferenceReading lineToProduct,
        Optional<ReferenceReading> orderToCustomer,
        List<String> rivals) {
    /** The tables that play a part, the orders first. */
    List<TableReading> tables() {
        return Stream.concat(Stream.of(orders, lines, products), customers.stream())
                .toList();
    }
}
