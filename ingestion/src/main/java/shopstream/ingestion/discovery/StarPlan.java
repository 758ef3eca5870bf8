package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the star together from what was found: which columns each mart has, and how marts lead to each other. */
final class StarPlan {
    private final SchemaReading schema;
    private final Roles roles;
    private final Map<String, StarTable> dimensions = new LinkedHashMap<>();
    private final List<Remark> lineRemarks = new ArrayList<>();
    private final List<Remark> headerRemarks = new ArrayList<>();

    private StarPlan(SchemaReading schema, Roles roles) {
        this.schema = schema;
        this.roles = roles;
    }

    static Star of(SchemaReading schema, Roles roles) {
        return new StarPlan(schema, roles).star();
    }

    private Star star() {
        StarTable products = dimension("products", roles.lineToProduct(), "product_code", "The product.");
        Optional<String> productName = productColumns(products);
        roles.orderToCustomer()
                .ifPresent(reference -> dimension("customers", reference, "customer_number", "The customer."));
        Optional<ColumnReading> price = SaleColumns.price(schema, roles.lines());
        Optional<ColumnReading> quantity = SaleColumns.quantity(schema, roles.lines());
        Counting counting = Counting.of(schema, roles.orders());
        StarTable header = header(counting);
        StarTable lines = new StarTable("sales_lines", roles.lines(), "");
        List<String> key = lineColumns(lines, price, quantity);
        TrailSearch trails = new TrailSearch(schema);
        Optional<Trail> place = trails.country(roles);
        Optional<String> country =
                place.map(trail -> walked(trail, header, "country", "The country, without blanks around it."));
        Optional<String> category = trails.category(roles)
                .map(trail -> walked(trail, header, "category", "The category it belongs to now."));
        return new Star(
                roles,
                lines,
                header,
                key,
                counting,
                price.isPresent(),
                quantity.isPresent(),
                List.copyOf(dimensions.values()),
                country,
                place,
                category,
                productName,
                lineRemarks,
                headerRemarks);
    }

    /** The table that a reference leads to, its rows told apart by the column that the reference holds. */
    private StarTable dimension(String mart, ReferenceReading reference, String key, String what) {
        return dimensions.computeIfAbsent(reference.target() + "." + reference.targetColumn(), place -> {
            TableReading table = schema.table(reference.target());
            StarTable dimension = new StarTable(mart, table, "One row of " + table.name() + ", as it is now.");
            dimension.add(StarColumn.plain(key, table.column(reference.targetColumn()), what));
            askForOne(reference);
            return dimension;
        });
    }

    private void askForOne(ReferenceReading reference) {
        if (!reference.toOne()) {
            lineRemarks.add(Remark.needed("Which row does " + reference + " mean? No unique index keeps several"
                    + " from having the same value; one of them, or each, would be taken."));
        }
    }

    private Optional<String> productColumns(StarTable products) {
        Optional<String> name = SaleColumns.caption(roles.products())
                .map(column ->
                        "products." + products.add(StarColumn.trimmed("product_name", column, "What it is called.")));
        for (ColumnReading column : roles.products().columns()) {
            Words words = column.words();
            boolean amount = column.family() == Family.DECIMAL || column.family() == Family.FLOAT;
            if (amount && words.any("buyprice", "cost", "purchaseprice", "einkaufspreis", "standardcost")) {
                products.add(StarColumn.amount("buy_price", column, "What the shop pays for one unit."));
            } else if (column.family() == Family.TEXT && words.any("vendor", "brand", "manufacturer", "marke")) {
                products.add(StarColumn.trimmed("vendor", column, "Who makes it."));
            }
        }
        return name;
    }

    private StarTable header(Counting counting) {
        TableReading orders = roles.orders();
        StarTable header = new StarTable("", orders, "");
        header.add(StarColumn.plain(
                "order_number", orders.column(roles.lineToOrder().targetColumn()), "The order."));
        List<ColumnReading> times = SaleColumns.times(orders);
        ColumnReading time = times.get(0);
        header.add(StarColumn.moment("order_time", time, "When it was ordered."));
        headerRemarks.addAll(TimeRemarks.of(schema, orders, times));
        askForOne(roles.lineToOrder());
        counting.status()
                .ifPresent(column -> header.add(
                        column.family() == Family.TEXT
                                ? StarColumn.trimmed("status", column, "The order's status as it is now.")
                                : StarColumn.plain("status", column, "The order's status as it is now.")));
        counting.flags()
                .forEach(column -> header.add(
                        StarColumn.plain(column.words().snake(), column, "Set where the order does not count.")));
        roles.orderToCustomer().ifPresent(reference -> {
            String name =
                    header.add(StarColumn.plain("customer_number", orders.column(reference.column()), "Who ordered."));
            header.link(name, "customers", "customer_number");
        });
        if (!roles.rivals().isEmpty()) {
            headerRemarks.add(Remark.needed("Is " + orders.name() + " the table of orders, or is it "
                    + String.join(" or ", roles.rivals())
                    + "? If another, run discover again with --orders NAME; if not, remove this line."));
        }
        return header;
    }

    private List<String> lineColumns(StarTable lines, Optional<ColumnReading> price, Optional<ColumnReading> quantity) {
        TableReading table = roles.lines();
        lines.add(StarColumn.plain(
                "order_number", table.column(roles.lineToOrder().column()), "The order."));
        lines.add(StarColumn.plain(
                "product_code", table.column(roles.lineToProduct().column()), "What was ordered."));
        lines.link("product_code", "products", "product_code");
        List<String> key = new ArrayList<>();
        for (String column : table.key()) {
            key.add(lines.add(StarColumn.plain(keyName(table, column), table.column(column), "The line.")));
        }
        if (key.isEmpty()) {
            key.addAll(List.of("order_number", "product_code"));
            lineRemarks.add(Remark.needed("What tells the rows of " + table.name()
                    + " apart? It has no primary key; order and product are taken, and two lines of one order with the"
                    + " same product would be one."));
        }
        table.columns().stream()
                .filter(column -> column.family() == Family.WHOLE
                        && keyName(table, column.name()).equals("line_number"))
                .findFirst()
                .ifPresent(column ->
                        lines.add(StarColumn.plain("line_number", column, "The line's place within its order.")));
        quantity.ifPresentOrElse(
                column -> lines.add(StarColumn.amount("quantity", column, "Units ordered.")),
                () -> lineRemarks.add(Remark.needed("How many units is a line of " + table.name()
                        + "? No column says so; each line counts as one.")));
        ColumnReading money = price.or(() -> SaleColumns.amount(schema, table)).orElseThrow();
        lines.add(StarColumn.amount(
                price.isPresent() ? "price" : "amount",
                money,
                price.isPresent() ? "Price of one unit." : "Price of the line."));
        lineRemarks.add(Remark.guessed("revenue is "
                + (price.isPresent()
                        ? quantity.map(column -> column.name() + " × ").orElse("")
                        : "the sum of ") + money.name()
                + " of " + table.name() + "."));
        lineRemarks.addAll(AmountRemarks.of(table, money, quantity));
        return key;
    }

    private static String keyName(TableReading table, String column) {
        Words words = Words.of(column);
        if (words.any("line", "position", "pos", "seq", "sequence")) {
            return "line_number";
        }
        return words.mereKey() ? "line_id" : sayable(words.snake());
    }

    /** Leads the star to the trail's end, with a dimension for every table on the way; the dashboard's expression. */
    private String walked(Trail trail, StarTable header, String name, String what) {
        boolean ofOrder = trail.start().name().equals(roles.orders().name());
        StarTable at = ofOrder ? header : dimensionOf(trail.start());
        for (ReferenceReading hop : trail.hops()) {
            TableReading target = schema.table(hop.target());
            StarTable next = dimension(martName(target), hop, keyOf(hop), "The key.");
            String column = at.add(
                    StarColumn.plain(next.key(), at.source().column(hop.column()), "Leads to " + next.mart() + "."));
            at.link(column, next.mart(), next.key());
            at = next;
        }
        String column = at.add(StarColumn.trimmed(name, trail.column(), what));
        if (name.equals("country")) {
            at.link(column, "regions", "country");
        }
        return at == header ? column : at.mart() + "." + column;
    }

    private StarTable dimensionOf(TableReading table) {
        return dimensions.values().stream()
                .filter(dimension -> dimension.source().name().equals(table.name()))
                .findFirst()
                .orElseThrow();
    }

    private String martName(TableReading table) {
        String name = table.words().snake();
        while (Set.of("sales_lines", "regions", "sales").contains(name) || taken(name)) {
            name += "_dimension";
        }
        return name;
    }

    private boolean taken(String mart) {
        return dimensions.values().stream().anyMatch(other -> other.mart().equals(mart));
    }

    private static String keyOf(ReferenceReading reference) {
        Words key = Words.of(reference.targetColumn());
        return key.mereKey()
                ? Words.of(reference.target()).singular().snake() + "_" + key.snake()
                : sayable(key.snake());
    }

    /** A name of one word may be a word of SQL; with an underscore it is none. */
    private static String sayable(String name) {
        return name.contains("_") || name.equals("country") ? name : name + "_key";
    }
}
