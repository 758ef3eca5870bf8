package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds orders, their lines, products and customers by how tables refer to each other and what they hold; names only tip the
 * scales. A line refers to an order and to a product and has something to count or to add up; an order has a time.
 */
final class RoleSearch {
    /** What a rival's score may be below the winner's for the choice to be open. */
    private static final int MARGIN = 3;

    private final SchemaReading schema;
    private final Chosen chosen;

    /** Tables that the user has named; empty where the search decides. */
    public record Chosen(Optional<String> orders, Optional<String> lines) {
        public static final Chosen NOTHING = new Chosen(Optional.empty(), Optional.empty());
    }

    private record Candidate(ReferenceReading toOrder, ReferenceReading toProduct, int score) {}

    RoleSearch(SchemaReading schema, Chosen chosen) {
        this.schema = schema;
        this.chosen = chosen;
    }

    /** @throws DiscoveryFailure when no table can be the order lines, saying what was looked for */
    Roles roles() {
        chosen.orders().ifPresent(this::known);
        chosen.lines().ifPresent(this::known);
        List<Candidate> candidates = candidates();
        if (candidates.isEmpty()) {
            throw new DiscoveryFailure(
                    "No order lines were found in " + schema.address() + ": a table that refers to orders, which have a"
                            + " time, and to products, and that has a quantity or a price. Tables: "
                            + String.join(
                                    ", ",
                                    schema.tables().stream()
                                            .map(TableReading::name)
                                            .toList()) + ".",
                    elsewhere()
                            + "Name the tables with --orders and --lines, declare the foreign keys in the database, or"
                            + " write shop/contracts and shop/models by hand after the shipped ones.");
        }
        Candidate best = candidates.get(0);
        TableReading orders = schema.table(best.toOrder().target());
        Optional<ReferenceReading> customer = customer(orders, best.toProduct().target());
        return new Roles(
                orders,
                schema.table(best.toOrder().table()),
                schema.table(best.toProduct().target()),
                customer.map(reference -> schema.table(reference.target())),
                best.toOrder(),
                best.toProduct(),
                customer,
                rivals(candidates, best));
    }

    /** Every table that could be the orders, the likeliest first. */
    List<TableReading> possibleOrders() {
        return candidates().stream()
                .map(candidate -> schema.table(candidate.toOrder().target()))
                .distinct()
                .toList();
    }

    /** Every table that could be the lines or the products, the likeliest first. */
    List<TableReading> possibleGoods() {
        return candidates().stream()
                .flatMap(candidate -> Stream.of(
                        candidate.toOrder().table(), candidate.toProduct().target()))
                .distinct()
                .map(schema::table)
                .toList();
    }

    private String elsewhere() {
        List<String> others = schema.otherSchemas();
        return others.isEmpty()
                ? ""
                : "Only the schema " + schema.schema() + " was read; there are tables in " + String.join(", ", others)
                        + " too: --url " + schema.address().in(others.get(0)).url() + ". Or: ";
    }

    private void known(String table) {
        if (schema.find(table).isEmpty()) {
            throw new DiscoveryFailure(
                    "There is no table " + table + " in " + schema.address() + ".",
                    "Name one of "
                            + String.join(
                                    ", ",
                                    schema.tables().stream()
                                            .map(TableReading::name)
                                            .toList()) + ".");
        }
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (TableReading table : schema.tables()) {
            if (chosen.lines().filter(name -> !name.equals(table.name())).isPresent()) {
                continue;
            }
            for (ReferenceReading toOrder : schema.from(table)) {
                for (ReferenceReading toProduct : schema.from(table)) {
                    candidate(table, toOrder, toProduct).ifPresent(candidates::add);
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::score).reversed());
        return candidates;
    }

    private Optional<Candidate> candidate(TableReading lines, ReferenceReading toOrder, ReferenceReading toProduct) {
        if (toOrder.target().equals(toProduct.target())
                || toOrder.target().equals(lines.name())
                || toProduct.target().equals(lines.name())
                || chosen.orders()
                        .filter(name -> !name.equals(toOrder.target()))
                        .isPresent()) {
            return Optional.empty();
        }
        TableReading orders = schema.table(toOrder.target());
        TableReading products = schema.table(toProduct.target());
        boolean timed = !SaleColumns.times(orders).isEmpty();
        Optional<ColumnReading> quantity = SaleColumns.quantity(schema, lines);
        boolean amount = SaleColumns.price(schema, lines).isPresent()
                || SaleColumns.amount(schema, lines).isPresent();
        if (!timed || !amount || Sensitivity.people(products)) {
            return Optional.empty();
        }
        int score = orderScore(orders)
                + productScore(products)
                + (quantity.isPresent() ? 4 : 0)
                + (toOrder.toOne() && toProduct.toOne() ? 2 : 0)
                + (lines.words().any("line", "lines", "item", "items", "detail", "details", "position", "positions")
                        ? 2
                        : 0)
                + (lines.words().joined().contains(orders.words().singular().joined()) ? 2 : 0);
        return Optional.of(new Candidate(toOrder, toProduct, score));
    }

    private int orderScore(TableReading orders) {
        Words words = orders.words();
        return (customer(orders, "").isPresent() ? 4 : 0)
                + (SaleColumns.status(orders).isPresent() ? 1 : 0)
                + (words.any(
                                "order",
                                "orders",
                                "sale",
                                "sales",
                                "invoice",
                                "bestellung",
                                "auftrag",
                                "commande",
                                "pedido")
                        ? 4
                        : 0)
                - (words.any(
                                "cart",
                                "carts",
                                "basket",
                                "quote",
                                "quotes",
                                "wishlist",
                                "return",
                                "returns",
                                "purchase",
                                "supplier",
                                "archive",
                                "draft",
                                "offer",
                                "shipment",
                                "refund")
                        ? 5
                        : 0);
    }

    private static int productScore(TableReading products) {
        return products.words().any("product", "item", "items", "article", "artikel", "sku", "produit", "producto")
                ? 3
                : SaleColumns.caption(products).isPresent() ? 1 : 0;
    }

    private Optional<ReferenceReading> customer(TableReading orders, String products) {
        return schema.from(orders).stream()
                .filter(reference -> !reference.target().equals(products)
                        && !reference.target().equals(orders.name()))
                .filter(reference -> customerScore(reference) > 0)
                .max(Comparator.comparingInt(this::customerScore));
    }

    private int customerScore(ReferenceReading reference) {
        TableReading target = schema.table(reference.target());
        boolean seller = Words.of(reference.column())
                        .any("employee", "seller", "staff", "created", "updated", "salesrep", "agent", "cashier")
                || target.words()
                        .any(
                                "employee",
                                "employees",
                                "staff",
                                "address",
                                "addresses",
                                "store",
                                "stores",
                                "shop",
                                "office",
                                "supplier",
                                "vendor",
                                "branch",
                                "warehouse",
                                "site",
                                "location");
        boolean named = target.words()
                .any("customer", "client", "clients", "buyer", "kunde", "kunden", "member", "members", "cliente");
        return seller ? 0 : (named ? 4 : 0) + (Sensitivity.people(target) ? 2 : 0);
    }

    private static List<String> rivals(List<Candidate> candidates, Candidate best) {
        return candidates.stream()
                .filter(other -> other.score() > best.score() - MARGIN)
                .map(other -> other.toOrder().target())
                .filter(name -> !name.equals(best.toOrder().target()))
                .distinct()
                .toList();
    }
}
