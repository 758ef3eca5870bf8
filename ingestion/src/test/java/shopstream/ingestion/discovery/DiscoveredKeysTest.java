package shopstream.ingestion.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.ingestion.discovery.Readings.column;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How rows are told apart and found by one another in what is discovered. */
class DiscoveredKeysTest {
    private static final Discovery.Wishes NONE = new Discovery.Wishes(Optional.empty(), Optional.empty(), false);

    @Test
    void linesWithAKeyOfTheirOwnAcceptWhatThePlannerThenNeeds() {
        assertThat(Discovery.of(Readings.shop().reading(), "reader", NONE)
                        .files()
                        .get("models/marts/sales_lines.yaml"))
                .contains("key: [line_id]", "accepts:", "materializer:");
    }

    @Test
    void aReferenceToAUniqueColumnLeadsToThatColumn() {
        SchemaReading schema = new Readings()
                .table(
                        "category",
                        "id",
                        column("id int", "1"),
                        column("slug varchar(9) null"),
                        column("name varchar(9)"))
                .table(
                        "product",
                        "id,lang",
                        column("id int", "1"),
                        column("lang char(2)", "en"),
                        column("sku varchar(20)", "A-1"),
                        column("name varchar(40)"),
                        column("category varchar(9)"))
                .table("orders", "id", column("id int", "1"), column("created_at timestamp"))
                .table(
                        "order_item",
                        "id",
                        column("id int"),
                        column("order_id int"),
                        column("sku varchar(20)"),
                        column("quantity int", "1"),
                        column("price decimal(9,2)", "1.00"))
                .reference("order_item.order_id -> orders.id")
                .reference("order_item.sku -> product.sku")
                .reference("product.category -> category.slug")
                .reading();

        Map<String, String> files = Discovery.of(schema, "reader", NONE).files();

        assertThat(files.get("models/staging/stg_product.sql")).contains("`sku` AS product_code");
        assertThat(files.get("models/marts/products.yaml"))
                .contains("{ column: slug_key, mart: category, targetColumn: slug_key }", "accepts:", "materializer:");
        assertThat(files.get("models/staging/stg_category.sql")).contains("`slug` AS slug_key");
        assertThat(files.get("models/marts/category.sql")).contains("WHERE slug_key IS NOT NULL");
        assertThat(String.join("\n", files.values())).doesNotContain("question, needed");
    }

    @Test
    void aKeyOfBytesIsAsked() {
        Map<String, String> files = Discovery.of(
                        new Readings()
                                .table("products", "id", column("id binary(16)"), column("name varchar(40)"))
                                .table("orders", "id", column("id int"), column("created_at timestamp"))
                                .table(
                                        "order_items",
                                        "id",
                                        column("id int"),
                                        column("order_id int"),
                                        column("product_id binary(16)"),
                                        column("price decimal(9,2)"))
                                .reference("order_items.order_id -> orders.id")
                                .reference("order_items.product_id -> products.id")
                                .reading(),
                        "reader",
                        NONE)
                .files();

        assertThat(files.get("contracts/products.yaml"))
                .contains(
                        "# question, needed: What can stand for products.id? It is binary(16)", "tells the rows apart")
                .doesNotContain("boolean");
        assertThat(files.get("contracts/order_items.yaml"))
                .contains("# question, needed: What can stand for order_items.product_id?", "figures need it");
    }

    @Test
    void aReferenceThatMayMeanSeveralRowsIsAsked() {
        SchemaReading schema =
                Readings.shop().ambiguous("order_items.product_id").reading();

        assertThat(Discovery.of(schema, "reader", NONE).files().get("models/marts/sales_lines.sql"))
                .contains("-- question, needed: Which row does order_items.product_id → products.id mean?");
    }
}
