package shopstream.demo.history;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Catalogue;
import shopstream.demo.market.CheckNumber;
import shopstream.demo.market.Country;
import shopstream.demo.market.Customer;
import shopstream.demo.market.Fulfilment;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;
import shopstream.demo.market.OrderStatus;
import shopstream.demo.market.Population;
import shopstream.demo.market.Product;
import shopstream.demo.market.ProductLine;

/** Writes an invented market down as rows of the shop's tables. */
final class HistoryRows {

    private static final double PAID_BY_CHECK = 0.55;
    private static final double RATED = 0.085;

    private final Market market;
    private final Instant now;
    private final RandomGenerator random;
    private final Set<Long> rated = new HashSet<>();
    private int orderNumber = Order.FIRST_NUMBER;

    HistoryRows(Market market, Instant now) {
        this.market = market;
        this.now = now;
        this.random = market.random(2);
    }

    void customers(TableLoad customers) throws SQLException {
        RandomGenerator invention = market.random(3);
        for (int i = 0; i < Population.SIZE; i++) {
            int number = Population.FIRST_NUMBER + i;
            Country country = market.population().country(number);
            Customer customer = Customer.in(country, invention);
            customers
                    .row()
                    .column(number)
                    .column(customer.name())
                    .column(customer.lastName())
                    .column(customer.firstName())
                    .column(customer.phone())
                    .column(customer.address())
                    .column(customer.addressSupplement())
                    .column(customer.city())
                    .column(customer.state())
                    .column(customer.postalCode())
                    .column(customer.country())
                    .column(customer.salesRepresentative())
                    .cents(customer.creditCents());
            customers.endRow();
        }
    }

    void catalogue(TableLoad lines, TableLoad products) throws SQLException {
        Catalogue catalogue = market.catalogue();
        for (ProductLine line : catalogue.lines()) {
            lines.row().column(line.name()).column(line.text()).empty().empty();
            lines.endRow();
        }
        for (Product product : catalogue.products()) {
            products.row()
                    .column(product.code())
                    .column(product.name())
                    .column(catalogue.lines().get(product.line()).name())
                    .column(product.scale())
                    .column(product.vendor())
                    .column(product.description())
                    .column(product.stock())
                    .cents(product.buyCents())
                    .cents(product.msrpCents());
            products.endRow();
        }
    }

    void order(Order order, TableLoad orders, TableLoad lines, TableLoad payments, TableLoad ratings)
            throws SQLException {
        Fulfilment fulfilment = Fulfilment.by(now, order, random);
        int number = orderNumber++;
        orders.row()
                .column(number)
                .column(order.time()
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString())
                .date(fulfilment.required())
                .date(fulfilment.shipped())
                .column(fulfilment.status().text())
                .column(fulfilment.comment())
                .column(order.customerNumber());
        orders.endRow();
        int position = 0;
        for (Order.Line line : order.lines()) {
            lines.row()
                    .column(number)
                    .column(line.product().code())
                    .column(line.quantity())
                    .cents(line.priceCents())
                    .column(++position);
            lines.endRow();
        }
        if (fulfilment.shipped().isPresent() && random.nextDouble() < PAID_BY_CHECK) {
            payment(number, order, fulfilment.shipped().get(), payments);
        }
        if (fulfilment.status() == OrderStatus.SHIPPED && random.nextDouble() < RATED) {
            rating(order, ratings);
        }
    }

    private void payment(int number, Order order, LocalDate day, TableLoad payments) throws SQLException {
        payments.row()
                .column(order.customerNumber())
                .column(CheckNumber.of(number, random))
                .date(day)
                .cents(order.totalCents());
        payments.endRow();
    }

    private void rating(Order order, TableLoad ratings) throws SQLException {
        Product product = order.lines().get(0).product();
        if (!rated.add((long) order.customerNumber() << 32 | product.index())) {
            return;
        }
        double liked = 2.6 + (product.code().hashCode() & 0xFF) / 142.0 + 0.9 * random.nextGaussian();
        ratings.row()
                .column(order.customerNumber())
                .column(product.code())
                .column(Math.max(1, Math.min(5, Math.round(liked))));
        ratings.endRow();
    }
}
