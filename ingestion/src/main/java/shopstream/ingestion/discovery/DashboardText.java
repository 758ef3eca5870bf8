package shopstream.ingestion.discovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code dashboards/sales.yaml} as text. */
final class DashboardText {
    private final Star star;
    private final String currency;
    private final Countries countries;
    private final Lines yaml = new Lines();

    DashboardText(Star star, String currency, Countries countries) {
        this.star = star;
        this.currency = currency;
        this.countries = countries;
    }

    String text() {
        yaml.add(0, "# The sales page and /api/sales. A measure or a dimension added here appears in both.");
        yaml.add(0, "name: sales")
                .add(0, "title: Product sales")
                .add(0, "mart: sales_lines")
                .add(0, "time: order_time");
        yaml.add(0, "where: counts");
        yaml.add(0, "entity:").add(1, "name: order").add(1, "expression: order_number");
        yaml.entry(0, "currency", currency);
        yaml.add(0, "default-range: 30d").add(0, "otherwise: (none)").add(0, "").add(0, "measures:");
        String revenue = star.unitPrice() ? "sum(quantity * price)" : "sum(amount)";
        measure(
                "revenue",
                "Revenue",
                revenue,
                true,
                (star.unitPrice() ? "Quantity times price" : "The amounts")
                        + " of the order lines that count, on the order's date. A cancelled order does not count.");
        measure(
                "orders",
                "Orders",
                "count(distinct order_number)",
                false,
                "Orders with at least one line that counts.");
        measure("units", "Units", "sum(quantity)", false, "Pieces sold in the order lines that count.");
        measure("averageOrder", "Average order", "revenue / orders", true, "Revenue divided by orders.");
        yaml.add(0, "").add(0, "# In drill order.");
        place();
        goods();
        return yaml.toString();
    }

    private void measure(String name, String title, String expression, boolean money, String definition) {
        yaml.add(1, "- name: " + name).entry(2, "title", title);
        yaml.add(2, "expression: " + expression);
        yaml.add(2, "unit: " + (money ? "currency" : "count"));
        if (money) {
            yaml.add(2, "decimals: 2");
        }
        yaml.entry(2, "definition", definition);
    }

    private void place() {
        Optional<Trail> trail = star.countryTrail();
        if (trail.isEmpty()) {
            yaml.remarks(
                    0,
                    List.of(Remark.question("Where is the country of an order or a customer? No column says so;"
                            + " the page has no regions.")));
            yaml.add(0, "dimensions:");
            return;
        }
        Set<String> unknown = new TreeSet<>();
        trail.get().column().present().stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty() && countries.region(word).isEmpty())
                .forEach(unknown::add);
        yaml.remarks(0, List.of(Remark.guessed("the country of a sale is " + trail.get() + ".")));
        if (!unknown.isEmpty()) {
            yaml.remarks(
                    0,
                    List.of(Remark.question("Which region do these belong to: "
                            + String.join(", ", unknown.stream().limit(10).toList())
                            + "? Add them to seeds/regions.csv; until then they count as (none).")));
        }
        yaml.add(0, "dimensions:");
        String where = trail.get().start() == star.roles().orders() ? "where the order went" : "the customer's country";
        dimension("region", "Region", "regions.region", "place", "", "The region of " + where + ".");
        dimension(
                "country",
                "Country",
                star.country().orElseThrow(),
                "place",
                "region",
                "In words of the shop: " + where + ".");
    }

    private void goods() {
        if (star.category().isEmpty()) {
            yaml.remarks(
                    1,
                    List.of(Remark.question("Which kinds of products are there? No column of "
                            + star.roles().products().name() + " says so; the page has no categories.")));
        }
        star.category()
                .ifPresent(expression -> dimension(
                        "category",
                        "Category",
                        expression,
                        "goods",
                        "",
                        "The category that the product belongs to now."));
        yaml.add(1, "- name: product").add(2, "title: Product").add(2, "expression: product_code");
        star.productName().ifPresent(expression -> {
            yaml.add(2, "label:").add(3, "name: productName").add(3, "expression: " + expression);
        });
        yaml.add(2, "group: goods");
        if (star.category().isPresent()) {
            yaml.add(2, "parent: category");
        }
        yaml.entry(2, "definition", "The product's key and name.");
    }

    private void dimension(
            String name, String title, String expression, String group, String parent, String definition) {
        yaml.add(1, "- name: " + name).entry(2, "title", title);
        yaml.add(2, "expression: " + expression).add(2, "group: " + group);
        if (!parent.isEmpty()) {
            yaml.add(2, "parent: " + parent);
        }
        yaml.entry(2, "definition", definition);
    }
}
