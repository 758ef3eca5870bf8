package shopstream.ingestion.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import shopstream.ingestion.database.Server;

/** What is read of a database of MariaDB or MySQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BinaryLogDiscoverySuite {
    private static final String SCHEMA = """
            CREATE DATABASE staff;
            CREATE TABLE staff.product (id int PRIMARY KEY);
            CREATE DATABASE shop;
            USE shop;
            CREATE TABLE category (id int PRIMARY KEY, slug varchar(20) UNIQUE, name varchar(40) NOT NULL);
            CREATE TABLE product (id int, lang char(2), sku varchar(20) NOT NULL UNIQUE, name varchar(40), category varchar(20),
              PRIMARY KEY (id, lang), FOREIGN KEY (category) REFERENCES category (slug));
            CREATE TABLE orders (id int PRIMARY KEY, number varchar(20) NOT NULL UNIQUE, created_at timestamp NOT NULL,
              seller int, status varchar(20) NOT NULL, currency char(3), deleted tinyint(1), FOREIGN KEY (seller) REFERENCES staff.product (id));
            CREATE TABLE order_item (id int PRIMARY KEY, order_number varchar(20), sku varchar(20), translated int,
              quantity int NOT NULL, price decimal(9,2) NOT NULL, FOREIGN KEY (order_number) REFERENCES orders (number) ON DELETE CASCADE,
              FOREIGN KEY (sku) REFERENCES product (sku), FOREIGN KEY (translated) REFERENCES product (id));
            INSERT INTO category VALUES (1, 'tea', 'Tea'), (2, NULL, 'Nothing');
            INSERT INTO product VALUES (1, 'en', 'A', 'Assam', 'tea');
            INSERT INTO orders SELECT seq, CONCAT('N', seq), '2026-01-01', NULL, IF(seq = 1500, 'refunded', 'paid'),
              IF(seq = 1600, 'USD', 'EUR'), IF(seq = 1500, 2, 0) FROM seq_1_to_3000;
            INSERT INTO order_item SELECT seq, CONCAT('N', seq), 'A', 1, IF(seq = 1500, -1, 1), 2.50 FROM seq_1_to_3000;
            """;

    private Server server;

    @BeforeAll
    void startServer(@TempDir Path directory) throws Exception {
        server = start(directory);
        execute(SCHEMA.replace("seq_1_to_3000", server.numbers(1, 3_000)));
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    abstract Server start(Path directory) throws Exception;

    /** The scheme of its addresses. */
    abstract String scheme();

    @Test
    void aReferenceSaysWhetherItMeansOneRow() {
        SchemaReading schema = read();

        assertThat(schema.references())
                .filteredOn(ReferenceReading::toOne)
                .extracting(ReferenceReading::toString)
                .containsExactlyInAnyOrder(
                        "product.category → category.slug",
                        "order_item.order_number → orders.number",
                        "order_item.sku → product.sku");
        assertThat(schema.references())
                .filteredOn(reference -> !reference.toOne())
                .extracting(ReferenceReading::toString)
                .containsExactly("order_item.translated → product.id");
        assertThat(discovered(schema).get("models/staging/stg_order_item.sql"))
                .as("the one to a single row is taken")
                .contains("`sku` AS product_code");
    }

    @Test
    void aForeignKeyIntoAnotherDatabaseIsNotTakenForOneOfThis() {
        assertThat(Discovery.reportWithoutSales(read()))
                .extracting(OwnerFinding::message)
                .anySatisfy(text -> assertThat(text).contains("another database: orders.seller → staff.product.id."));
    }

    @Test
    void aForeignKeyThatCascadesIsAsked() {
        Map<String, String> files = discovered(read());
        assertThat(files.get("contracts/order_item.yaml"))
                .contains("# question, needed: Do rows of order_item go or change")
                .contains("order_item.order_number → orders.number cascades");
        assertThat(files.get("contracts/product.yaml")).doesNotContain("question, needed");
    }

    @Test
    void whatOnlyARowAmidTheTableHasIsFoundAsWell() {
        SchemaReading schema = read();
        Map<String, String> files = discovered(schema);

        assertThat(schema.table("order_item").column("quantity").sample()).doesNotContain("-1");
        assertThat(files.get("contracts/order_item.yaml"))
                .contains("# question: What does quantity below zero mean?")
                .containsOnlyOnce("minimum: 0");
        assertThat(files.get("models/marts/sales_lines.sql"))
                .contains("question, needed: Is an order with orders.status refunded a sale?");
        assertThat(files.get("shop.yaml")).contains("question, needed: How are amounts in several currencies added?");
        assertThat(schema.table("orders").column("deleted"))
                .as("has a third value, so it is no flag")
                .matches(column -> !ContractType.flag(column));
    }

    @Test
    void whatIsNotAnsweredInTimeStaysOpen() throws Exception {
        SchemaReading schema = read();
        ColumnReading price = schema.table("order_item").column("price");
        TableReading sampled = schema.table("order_item").with(price.withSample(price.sample(), false));
        try (Connection reader = ReadOnlyConnection.open(address(), "capture", "capture");
                Connection writer = server.administrator("shop");
                Statement statement = writer.createStatement()) {
            statement.execute("LOCK TABLES order_item WRITE");
            TableReading asked = new Census(new QuotedNames(false, "shop"), new Asking(reader)).goods(schema, sampled);
            assertThat(asked.column("price").whole()).isFalse();
            assertThat(reader.isValid(1)).isTrue();
        }
    }

    private static Map<String, String> discovered(SchemaReading schema) {
        return Discovery.of(schema, "reader", new Discovery.Wishes(Optional.empty(), Optional.empty(), false))
                .files();
    }

    private SchemaReading read() {
        return SchemaReader.read(address(), "capture", "capture", table -> {});
    }

    private DatabaseAddress address() {
        return DatabaseAddress.of("jdbc:" + scheme() + "://127.0.0.1:" + server.port() + "/shop");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.administrator("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                // Every statement has to be fetched for the next one to run.
            }
        }
    }
}
