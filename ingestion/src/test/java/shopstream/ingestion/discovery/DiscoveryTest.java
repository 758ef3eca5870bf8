package shopstream.ingestion.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shopstream.ingestion.discovery.Readings.column;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class DiscoveryTest {
    private static final Discovery.Wishes NONE = new Discovery.Wishes(Optional.empty(), Optional.empty(), false);

    @TempDir
    private Path directory;

    @Test
    void aShopIsRecognisedByItsStructureWhateverItsWords() {
        SchemaReading music = new Readings()
                .table("genres", "genre_id", column("genre_id int", "1"), column("name varchar(40)", "Jazz"))
                .table("albums", "album_id", column("album_id int", "1"), column("title varchar(40)"))
                .table(
                        "tracks",
                        "track_id",
                        column("track_id int"),
                        column("name varchar(200)"),
                        column("album_id int"),
                        column("genre_id int"),
                        column("unit_price decimal(10,2)"))
                .table("clients", "client_id", column("client_id int"), column("country varchar(40)", "Deutschland"))
                .table("employees", "employee_id", column("employee_id int"), column("last_name varchar(20)"))
                .table(
                        "invoices",
                        "invoice_id",
                        column("invoice_id int"),
                        column("client_id int"),
                        column("agent_id int"),
                        column("invoice_date datetime", "2026-01-01 00:00:00"),
                        column("total decimal(10,2)"))
                .table(
                        "invoice_lines",
                        "invoice_line_id",
                        column("invoice_line_id int"),
                        column("invoice_id int"),
                        column("track_id int"),
                        column("unit_price decimal(10,2)"),
                        column("quantity int"))
                .reference("tracks.album_id -> albums.album_id")
                .reference("tracks.genre_id -> genres.genre_id")
                .reference("invoices.client_id -> clients.client_id")
                .reference("invoices.agent_id -> employees.employee_id")
                .reference("invoice_lines.invoice_id -> invoices.invoice_id")
                .reference("invoice_lines.track_id -> tracks.track_id")
                .reading();

        Discovery discovery = Discovery.of(music, "reader", NONE);

        assertThat(discovery.summary())
                .contains("Orders: invoices; lines: invoice_lines; products: tracks; customers: clients")
                .contains("category: genres.category; country: clients.country");
        assertThat(discovery.files()).containsKeys("contracts/genres.yaml", "models/staging/stg_invoices.sql");
        assertThat(discovery.files().get("models/marts/products.yaml"))
                .contains("{ column: genre_id, mart: genres, targetColumn: genre_id }");
        assertThat(discovery.files().get("seeds/regions.csv")).contains("Deutschland,Europe");
    }

    @Test
    void everyContractIsReadBackWithoutAProblem() {
        Map<String, String> files = Discovery.of(
                        Readings.shop(
                                        column("ordered datetime(6)", "2026-05-01 10:00:00"),
                                        column("status enum('new','cancelled')"),
                                        column("price double", "0.30000000000000004"))
                                .table(
                                        "Odd Things",
                                        "id",
                                        column("id bigint(20) unsigned"),
                                        column("On-Off tinyint(1)", "1"),
                                        column("shape geometry"),
                                        column("pass_word varchar(9)"))
                                .reading(),
                        "reader",
                        new Discovery.Wishes(Optional.empty(), Optional.empty(), true))
                .files();
        ShopFolder.write(directory, files);

        Problems problems = new Problems();
        List<Contract> contracts = ContractFiles.read(directory.resolve("contracts"), problems);

        assertThat(problems.all()).extracting(Problem::toString).isEmpty();
        assertThat(contracts)
                .extracting(Contract::dataset)
                .containsExactlyInAnyOrder("customers", "products", "orders", "order_items", "Odd_Things");
        assertThat(files.get("contracts/Odd_Things.yaml"))
                .contains("Left out", "shape (geometry)", "physicalName: On-Off")
                .doesNotContain("question, needed");
    }

    @Test
    void personalDataStaysInTheShop() {
        String contract = Discovery.of(
                        new Readings()
                                .table(
                                        "customers",
                                        "id",
                                        column("id int"),
                                        column("nick varchar(9)", "a@b.org", "c@d.com"),
                                        column("full_name varchar(90)"),
                                        column("password_hash char(60)"),
                                        column("country varchar(9)"))
                                .table("products", "id", column("id int"), column("name varchar(9)"))
                                .table("orders", "id", column("id int"), column("customer_id int"), column("day date"))
                                .table(
                                        "lines",
                                        "id",
                                        column("id int"),
                                        column("order_id int"),
                                        column("product_id int"),
                                        column("qty int"),
                                        column("price decimal(9,2)"))
                                .reference("orders.customer_id -> customers.id")
                                .reference("lines.order_id -> orders.id")
                                .reference("lines.product_id -> products.id")
                                .reading(),
                        "reader",
                        NONE)
                .files()
                .get("contracts/customers.yaml");

        assertThat(contract)
                .contains("# guessed: nick is personal, an e-mail address.", "# - name: nick", "# - name: full_name")
                .contains("# - name: password_hash", "#   classification: restricted")
                .doesNotContain("a@b.org")
                .contains("      - name: country");
    }

    @Test
    void twoTablesThatCouldBeTheOrdersAreAQuestionThatMustBeAnswered() {
        Readings both = Readings.shop()
                .table("sales", "id", column("id int"), column("customer_id int"), column("created_at timestamp"))
                .table(
                        "sale_items",
                        "id",
                        column("id int"),
                        column("sale_id int"),
                        column("product_id int"),
                        column("quantity int"),
                        column("price decimal(10,2)"))
                .reference("sales.customer_id -> customers.id")
                .reference("sale_items.sale_id -> sales.id")
                .reference("sale_items.product_id -> products.id");

        assertThat(Discovery.of(both.reading(), "reader", NONE).files().get("models/staging/stg_orders.sql"))
                .contains("-- question, needed: Is orders the table of orders, or is it sales?");
        Discovery chosen = Discovery.of(
                both.reading(), "reader", new Discovery.Wishes(Optional.of("sales"), Optional.empty(), false));
        assertThat(chosen.summary()).contains("Orders: sales; lines: sale_items");
        assertThat(String.join("\n", chosen.files().values())).doesNotContain("question, needed");
    }

    @Test
    void aCartIsNoOrder() {
        SchemaReading schema = Readings.shop()
                .table("carts", "id", column("id int"), column("customer_id int"), column("created_at timestamp"))
                .table(
                        "cart_items",
                        "id",
                        column("id int"),
                        column("cart_id int"),
                        column("product_id int"),
                        column("quantity int"),
                        column("price decimal(10,2)"))
                .reference("carts.customer_id -> customers.id")
                .reference("cart_items.cart_id -> carts.id")
                .reference("cart_items.product_id -> products.id")
                .reading();

        Discovery discovery = Discovery.of(schema, "reader", NONE);

        assertThat(discovery.summary()).contains("Orders: orders; lines: order_items");
        assertThat(String.join("\n", discovery.files().values())).doesNotContain("question, needed");
    }

    @Test
    void theOwnerIsToldWhatMakesTheSchemaHardToAnalyse() {
        SchemaReading schema = new Readings()
                .table("customers", "id", column("id int"), column("country varchar(9)", "Norway", "Norway  ", "norge"))
                .table("products", "id", column("id int"), column("name varchar(9)"))
                .table(
                        "orders",
                        "id",
                        column("id int"),
                        column("customer_id int"),
                        column("status varchar(9)", "paid"),
                        column("order_date varchar(20)", "31.12.2025"),
                        column("updated_at datetime"))
                .table(
                        "order_items",
                        "",
                        column("order_id int"),
                        column("product_id int"),
                        column("quantity int"),
                        column("price double"))
                .reference("orders.customer_id -> customers.id")
                .reference("order_items.order_id -> orders.id")
                .reference("order_items.product_id -> products.id")
                .reading();

        Discovery discovery = Discovery.of(schema, "reader", NONE);

        assertThat(discovery.report())
                .extracting(OwnerFinding::message)
                .anySatisfy(text -> assertThat(text).contains("order_items has no primary key"))
                .anySatisfy(text -> assertThat(text).contains("float in order_items.price"))
                .anySatisfy(text -> assertThat(text).contains("no zone in orders.updated_at"))
                .anySatisfy(text -> assertThat(text).contains("text or as numbers in orders.order_date"))
                .anySatisfy(text -> assertThat(text).contains("orders.status is overwritten"))
                .anySatisfy(text -> assertThat(text).contains("'Norway' and 'Norway  ' and 'norge'"));
        assertThat(discovery.report())
                .extracting(OwnerFinding::fix)
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(discovery.files().get("contracts/order_items.yaml"))
                .contains("# question, needed: order_items has no primary key");
    }

    @Test
    void aDatabaseWithoutSalesIsRefusedWithWhatWasLookedFor() {
        SchemaReading schema =
                new Readings().table("posts", "id", column("id int")).reading();

        assertThatThrownBy(() -> Discovery.of(schema, "reader", NONE))
                .isInstanceOf(DiscoveryFailure.class)
                .hasMessageContaining("No order lines were found in shop at localhost:3306")
                .hasMessageContaining("posts");
    }
}
