package shopstream.ingestion.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class PostgresqlDiscoveryIT {
    private static final String SCHEMA = """
            CREATE SCHEMA web;
            CREATE TABLE web.visits (id bigserial PRIMARY KEY);
            CREATE TYPE order_status AS ENUM ('open', 'paid', 'cancelled');
            CREATE TABLE country (code char(2) PRIMARY KEY, name text NOT NULL);
            CREATE TABLE customer (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text, country_code char(2)
              REFERENCES country);
            CREATE TABLE category (id serial PRIMARY KEY, name text NOT NULL);
            CREATE TABLE product (sku varchar(20) PRIMARY KEY, title text NOT NULL, category_id int, photo bytea, tags text[]);
            CREATE TABLE "order" (id bigserial PRIMARY KEY, placed_at timestamptz NOT NULL, changed timestamp, status order_status
              NOT NULL, customer_id uuid REFERENCES customer ON DELETE CASCADE);
            CREATE TABLE order_item (order_id bigint REFERENCES "order", position int, sku varchar(20) REFERENCES product,
              quantity numeric NOT NULL, unit_price numeric NOT NULL, PRIMARY KEY (order_id, position));
            INSERT INTO country VALUES ('DE', 'Germany'), ('FR', 'France');
            INSERT INTO category (name) VALUES ('Tea'), ('Coffee');
            INSERT INTO customer (email, country_code) SELECT 'c' || n || '@example.org', 'DE' FROM generate_series(1, 50) n;
            INSERT INTO product SELECT 'S' || n, 'Product ' || n, 1 + n % 2 FROM generate_series(1, 40) n;
            INSERT INTO "order" (placed_at, status, customer_id) SELECT now() - n * interval '1 hour', 'paid', (SELECT id FROM
              customer LIMIT 1) FROM generate_series(1, 5000) n;
            INSERT INTO order_item SELECT n, 1, 'S' || 1 + n % 40, 1.5, 12.345 FROM generate_series(1, 5000) n;
            CREATE USER reader PASSWORD 'reader';
            CREATE USER stranger PASSWORD 'stranger';
            GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
            CREATE TABLE employee (id int PRIMARY KEY);
            CREATE TABLE web.country (id int PRIMARY KEY);
            ALTER TABLE "order" ADD employee_id int REFERENCES employee, ADD from_country int REFERENCES web.country;
            ANALYZE;
            """;

    private static final String ELSEWHERE = """
            CREATE EXTENSION citext;
            CREATE SCHEMA web;
            CREATE TABLE web.product (id int PRIMARY KEY, name citext NOT NULL, label text GENERATED ALWAYS AS (upper(name::text))
              STORED);
            CREATE TABLE web.orders (id int PRIMARY KEY, created_at timestamptz);
            CREATE TABLE web.order_item (id int PRIMARY KEY, order_id int REFERENCES web.orders, product_id int
              REFERENCES web.product, quantity int, price numeric(9,2),
              amount numeric(9,2) GENERATED ALWAYS AS (quantity * price) STORED);
            """;

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedPostgres.builder().start();
        execute("postgres", SCHEMA);
        execute("postgres", "CREATE DATABASE elsewhere");
        execute("elsewhere", ELSEWHERE);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Test
    void aReaderWithNoRightButSelectFindsKeysReferencesAndTypes() {
        SchemaReading schema = read("reader");
        Discovery discovery =
                Discovery.of(schema, "reader", new Discovery.Wishes(Optional.empty(), Optional.empty(), false));
        Map<String, String> files = discovery.files();
        ShopFolder.write(directory, files);

        Problems problems = new Problems();
        List<Contract> contracts = ContractFiles.read(directory.resolve("contracts"), problems);
        assertThat(problems.all()).extracting(Problem::toString).isEmpty();
        assertThat(contracts)
                .extracting(Contract::physicalName)
                .containsExactlyInAnyOrder("country", "customer", "category", "product", "order", "order_item");
        assertThat(discovery.summary())
                .contains("Orders: order; lines: order_item; products: product; customers: customer")
                .contains("category: category.category; country: country.name");
        assertThat(files.get("contracts/order.yaml"))
                .contains("seen: open, paid, cancelled", "physicalType: timestamp with time zone")
                .doesNotContain("cascade");
        assertThat(files.get("contracts/order_item.yaml"))
                .contains("physicalType: decimal(28,4)", "the source states no digits");
        assertThat(files.get("contracts/product.yaml")).contains("Left out", "photo (bytea)", "tags (ARRAY)");
        assertThat(files.get("contracts/product.yaml")).contains("refers to category: its name says so, and 2 of 2");
        assertThat(files.get("models/marts/sales_lines.yaml")).contains("key: [order_number, line_number]");
        assertThat(discovery.report())
                .extracting(OwnerFinding::message)
                .anySatisfy(text -> assertThat(text).contains("no zone in order.changed"))
                .noneSatisfy(text -> assertThat(text).contains("placed_at"));
    }

    @Test
    void whatAForeignKeyLeadsToOutsideOfWhatIsReadIsNamedAndLeftAlone() {
        SchemaReading schema = read("reader");

        assertThat(schema.references())
                .extracting(ReferenceReading::column)
                .contains("customer_id")
                .doesNotContain("employee_id", "from_country");
        assertThat(Discovery.reportWithoutSales(schema))
                .extracting(OwnerFinding::message)
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "order.employee_id → employee.id, order.from_country → web.country.id. They are not"));
    }

    @Test
    void aSchemaThatTheAddressDoesNotNameIsNamedByTheContracts() throws Exception {
        DatabaseAddress bare = address("elsewhere");
        assertThat(contract(bare, "order_item")).contains("physicalName: web.order_item");
        assertThat(contract(bare.in("web"), "order_item")).contains("physicalName: order_item");

        execute("elsewhere", "CREATE TABLE public.migrations (id int PRIMARY KEY)");
        assertThatThrownBy(() -> contract(bare, "order_item"))
                .isInstanceOfSatisfying(
                        DiscoveryFailure.class,
                        failure -> assertThat(failure.nextStep())
                                .contains("Only the schema public was read; there are tables in web too: --url "
                                        + bare.in("web").url() + "."));
    }

    @Test
    void whatTheServerComputesIsLeftOutAndWhatAnExtensionAddsIsNot() {
        DatabaseAddress web = address("elsewhere").in("web");
        assertThat(contract(web, "product"))
                .contains("- name: name", "physicalType: citext", "label (text computed by the server)")
                .doesNotContain("- name: label");
        assertThat(contract(web, "order_item")).doesNotContain("- name: amount");
    }

    @Test
    void onlyABoundedNumberOfRowsIsLookedAt() {
        TableReading orders = read("reader").table("order");

        assertThat(orders.rows()).isEqualTo(5000);
        assertThat(orders.sampled()).isEqualTo(2 * Sampling.ROWS);
        assertThat(orders.column("id").sample()).contains("1", "5000").doesNotContain("2500");
    }

    @Test
    void theSessionCannotWrite() throws Exception {
        execute("postgres", "GRANT DELETE ON category TO reader");
        try (Connection connection = ReadOnlyConnection.open(address(), "reader", "reader");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM category"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void whoMaySeeNothingIsToldTheGrant() {
        assertThatThrownBy(() -> read("stranger")).isInstanceOfSatisfying(DiscoveryFailure.class, failure -> {
            assertThat(failure).hasMessageContaining("'stranger' sees no table in public");
            assertThat(failure.nextStep()).contains("GRANT SELECT ON ALL TABLES IN SCHEMA public TO stranger;");
        });
    }

    @Test
    void aWrongUserAddressOrDatabaseIsNamed() {
        assertThatThrownBy(() -> SchemaReader.read(address(), "nobody", "guess", table -> {}))
                .isInstanceOf(DiscoveryFailure.class)
                .hasMessageContaining("refuses the user 'nobody'");
        assertThatThrownBy(() -> SchemaReader.read(
                        DatabaseAddress.of("jdbc:postgresql://localhost:1/shop"), "reader", "reader", table -> {}))
                .isInstanceOf(DiscoveryFailure.class)
                .hasMessage("Nothing answers at localhost:1.");
        assertThatThrownBy(() -> SchemaReader.read(
                        DatabaseAddress.of("jdbc:postgresql://localhost:" + server.getPort() + "/nowhere"),
                        "reader",
                        "reader",
                        table -> {}))
                .isInstanceOf(DiscoveryFailure.class)
                .hasMessageContaining("has no database 'nowhere'");
    }

    private static DatabaseAddress address() {
        return address("postgres");
    }

    private static DatabaseAddress address(String database) {
        return DatabaseAddress.of("jdbc:postgresql://localhost:" + server.getPort() + "/" + database);
    }

    private static SchemaReading read(String user) {
        return SchemaReader.read(address(), user, user, table -> {});
    }

    private static String contract(DatabaseAddress address, String table) {
        return Discovery.of(
                        SchemaReader.read(address, "postgres", "postgres", progress -> {}),
                        "postgres",
                        new Discovery.Wishes(Optional.empty(), Optional.empty(), false))
                .files()
                .get("contracts/" + table + ".yaml");
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
