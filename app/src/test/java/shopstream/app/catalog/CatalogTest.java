package shopstream.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import shopstream.app.catalog.CatalogEntry.Kind;
import shopstream.app.configuration.Shop;
import shopstream.operations.lineage.Field;

/** Of the shop that is shipped. */
class CatalogTest {
    private static Map<String, CatalogEntry> entries;

    @BeforeAll
    static void read() {
        Shop shop = Shop.readOrRefuse(Path.of("../shop/shop.yaml"), name -> "jdbc:mariadb://localhost:3306/not-asked");
        entries = Catalog.of(shop).stream().collect(Collectors.toMap(CatalogEntry::id, Function.identity()));
    }

    private static CatalogColumn column(String entry, String name) {
        return entries.get(entry).columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everythingThatTheFolderDeclaresIsThere() {
        assertThat(entries.keySet())
                .contains(
                        "orders",
                        "events",
                        "regions",
                        "stg_orders",
                        "mart.sales_lines",
                        "products",
                        "mart.products",
                        "dashboard.sales",
                        "dashboard.funnel",
                        "training_set.ratings_ml_training",
                        "recommendations.purchases");
        assertThat(entries.get("products").kind()).isEqualTo(Kind.DATASET);
        assertThat(entries.get("mart.products").kind()).isEqualTo(Kind.MART);
        assertThat(entries.values())
                .allSatisfy(entry -> assertThat(entry.description()).isNotBlank())
                .allSatisfy(entry -> assertThat(entry.place()).isNotBlank().doesNotStartWith("/"))
                .allSatisfy(entry -> assertThat(entry.columns()).isNotEmpty());
    }

    @Test
    void eachColumnSaysWhatItIsAndWhatItComesFrom() {
        assertThat(column("orderdetails", "priceEach").rules()).contains("always there");
        assertThat(column("customers", "customerNumber").rules()).contains("part of the key");
        assertThat(column("mart.sales_lines", "price")).satisfies(price -> {
            assertThat(price.type()).isEqualTo("decimal(10,2)");
            assertThat(price.description()).isNotBlank();
            assertThat(price.from()).containsExactly(new Field("stg_orderdetails", "price"));
        });
        assertThat(column("dashboard.sales", "revenue")).satisfies(revenue -> {
            assertThat(revenue.role()).isEqualTo("measure");
            assertThat(revenue.expression()).isEqualTo("sum(quantity * price)");
            assertThat(revenue.from())
                    .containsExactly(new Field("mart.sales_lines", "price"), new Field("mart.sales_lines", "quantity"));
        });
        assertThat(column("dashboard.sales", "region").from())
                .containsExactly(
                        new Field("mart.customers", "country"),
                        new Field("mart.sales_lines", "customer_number"),
                        new Field("regions", "region"));
        assertThat(column("training_set.ratings_ml_training", "MSRP").from())
                .containsExactly(new Field("products", "MSRP"));
    }

    @Test
    void nothingIsMadeOfWhatIsNotThere() {
        Set<Field> known = entries.values().stream()
                .flatMap(entry -> entry.columns().stream().map(column -> new Field(entry.id(), column.name())))
                .collect(Collectors.toSet());

        assertThat(entries.values()).allSatisfy(entry -> {
            assertThat(known).containsAll(entry.rows());
            entry.columns().forEach(column -> assertThat(known).containsAll(column.from()));
        });
    }

    /** Each of a set's columns was found in its query, and each of a mart's in its SELECT. */
    @Test
    void noQueryIsReadByHalf() {
        List<String> made = entries.values().stream()
                .filter(entry -> entry.kind() == Kind.MART || entry.kind() == Kind.TRAINING_SET)
                .flatMap(entry -> entry.columns().stream()
                        .filter(column -> column.description().isBlank())
                        .map(column -> entry.id() + "." + column.name()))
                .toList();

        assertThat(made).isEmpty();
    }
}
