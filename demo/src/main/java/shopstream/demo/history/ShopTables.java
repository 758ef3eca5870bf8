package shopstream.demo.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The shop's tables, with names and types that courses on databases have used for twenty years.
 *
 * <p>No foreign keys: what InnoDB cascades by itself never appears in the binary log.
 */
final class ShopTables {

    private static final List<String> NAMES =
            List.of("ratings", "payments", "orderdetails", "orders", "products", "productlines", "customers");

    private static final List<String> CREATION = List.of("""
            CREATE TABLE customers (
              customerNumber int(11) NOT NULL,
              customerName varchar(50) NOT NULL,
              contactLastName varchar(50) NOT NULL,
              contactFirstName varchar(50) NOT NULL,
              phone varchar(50) NOT NULL,
              addressLine1 varchar(50) NOT NULL,
              addressLine2 varchar(50) DEFAULT NULL,
              city varchar(50) NOT NULL,
              state varchar(50) DEFAULT NULL,
              postalCode varchar(15) DEFAULT NULL,
              country varchar(50) NOT NULL,
              salesRepEmployeeNumber int(11) DEFAULT NULL,
              creditLimit decimal(10,2) DEFAULT NULL,
              PRIMARY KEY (customerNumber)
            ) ENGINE=InnoDB""", """
            CREATE TABLE productlines (
              productLine varchar(50) NOT NULL,
              textDescription varchar(4000) DEFAULT NULL,
              htmlDescription mediumtext DEFAULT NULL,
              image mediumblob DEFAULT NULL,
              PRIMARY KEY (productLine)
            ) ENGINE=InnoDB""", """
            CREATE TABLE products (
              productCode varchar(15) NOT NULL,
              productName varchar(70) NOT NULL,
              productLine varchar(50) NOT NULL,
              productScale varchar(10) NOT NULL,
              productVendor varchar(50) NOT NULL,
              productDescription text NOT NULL,
              quantityInStock smallint(6) NOT NULL,
              buyPrice decimal(10,2) NOT NULL,
              MSRP decimal(10,2) NOT NULL,
              PRIMARY KEY (productCode),
              KEY productLine (productLine)
            ) ENGINE=InnoDB""", """
            CREATE TABLE orders (
              orderNumber int(11) NOT NULL,
              orderDate datetime NOT NULL,
              requiredDate date NOT NULL,
              shippedDate date DEFAULT NULL,
              status varchar(15) NOT NULL,
              comments text DEFAULT NULL,
              customerNumber int(11) NOT NULL,
              PRIMARY KEY (orderNumber)
            ) ENGINE=InnoDB""", """
            CREATE TABLE orderdetails (
              orderNumber int(11) NOT NULL,
              productCode varchar(15) NOT NULL,
              quantityOrdered int(11) NOT NULL,
              priceEach decimal(10,2) NOT NULL,
              orderLineNumber smallint(6) NOT NULL,
              PRIMARY KEY (orderNumber, productCode)
            ) ENGINE=InnoDB""", """
            CREATE TABLE payments (
              customerNumber int(11) NOT NULL,
              checkNumber varchar(50) NOT NULL,
              paymentDate date NOT NULL,
              amount decimal(10,2) NOT NULL,
              PRIMARY KEY (customerNumber, checkNumber)
            ) ENGINE=InnoDB""", """
            CREATE TABLE ratings (
              customerNumber int(11) NOT NULL,
              productCode varchar(15) NOT NULL,
              productRating smallint(6) NOT NULL,
              PRIMARY KEY (customerNumber, productCode)
            ) ENGINE=InnoDB""");

    /** Added when the rows are there: sorting once is faster than keeping in order. */
    private static final List<String> INDEXES = List.of(
            "ALTER TABLE orders ADD KEY customerNumber (customerNumber)",
            "ALTER TABLE orderdetails ADD KEY productCode (productCode)");

    private ShopTables() {}

    /** Removes what a crash may have left, and creates all tables, empty. */
    static void recreate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String name : NAMES) {
                statement.execute("DROP TABLE IF EXISTS " + name);
            }
            for (String creation : CREATION) {
                statement.execute(creation);
            }
        }
    }

    static void addIndexes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String index : INDEXES) {
                statement.execute(index);
            }
        }
    }
}
