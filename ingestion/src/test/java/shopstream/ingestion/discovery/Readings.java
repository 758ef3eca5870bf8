package shopstream.ingestion.discovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Readings of made-up databases, as short as a test needs them. */
final class Readings {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final List<TableReading> tables = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<ReferenceReading> references = new ArrayList<>();

    /** A column such as {@code "id int"} or {@code "paid decimal(10,2) null"}, and values of its sample. */
    static ColumnReading column(String definition, String... sample) {
        String[] words = definition.split(" ", 2);
        boolean nullable = words[1].endsWith(" null");
        String type = words[1].replace(" null", "");
        String bare = type.replaceAll("\\(.*", "");
        String[] digits =
                type.contains("(") ? type.replaceAll(".*\\(|\\).*", "").split(",") : new String[] {"0"};
        boolean enumerated = bare.equals("enum");
        int first = enumerated ? 0 : Integer.parseInt(digits[0]);
        return new ColumnReading(
                words[0],
                Family.of(bare, type, enumerated),
                type,
                nullable,
                first,
                first,
                digits.length > 1 && !enumerated ? Integer.parseInt(digits[1]) : 0,
                enumerated
                        ? Arrays.stream(digits)
                                .map(value -> value.replace("'", ""))
                                .toList()
                        : List.of(),
                Arrays.asList(sample),
                List.of(),
                true);
    }

    /** A column of which only some rows were looked at; the others did not answer in time. */
    static ColumnReading uncertain(String definition, String... sample) {
        return column(definition).withSample(Arrays.asList(sample), false);
    }

    /** @param key its columns with a comma between them; empty for none */
    Readings table(String name, String key, ColumnReading... columns) {
        tables.add(
                new TableReading(name, 100, key.isEmpty() ? List.of() : List.of(key.split(",")), List.of(columns), ""));
        return this;
    }

    /** A declared foreign key: {@code "orders.customer_id -> customers.id"}. */
    Readings reference(String text) {
        String[] ends = text.split(" -> |\\.");
        references.add(new ReferenceReading(ends[0], ends[1], ends[2], ends[3], true, true, 0, 0));
        return this;
    }

    /** Makes a reference one to a column that several rows may have the same value in. */
    Readings ambiguous(String column) {
        references.replaceAll(one -> column.equals(one.table() + "." + one.column())
                ? new ReferenceReading(one.table(), one.column(), one.target(), one.targetColumn(), true, false, 0, 0)
                : one);
        return this;
    }

    SchemaReading reading() {
        return new SchemaReading(
                DatabaseAddress.of("jdbc:mariadb://localhost/shop"),
                "shop",
                List.of(),
                "CET",
                NOW,
                tables,
                foreignKeys,
                references,
                0);
    }

    /** A plain shop whose parts a test may replace. */
    static Readings shop(ColumnReading time, ColumnReading status, ColumnReading price) {
        return new Readings()
                .table(
                        "customers",
                        "id",
                        column("id int", "1"),
                        column("email varchar(80)"),
                        column("country varchar(40)", "France"))
                .table(
                        "products",
                        "id",
                        column("id int", "1"),
                        column("name varchar(40)"),
                        column("category varchar(40)"))
                .table("orders", "id", column("id int", "1"), column("customer_id int"), time, status)
                .table(
                        "order_items",
                        "id",
                        column("id int"),
                        column("order_id int"),
                        column("product_id int"),
                        column("quantity int", "1", "2"),
                        price)
                .reference("orders.customer_id -> customers.id")
                .reference("order_items.order_id -> orders.id")
                .reference("order_items.product_id -> products.id");
    }

    static Readings shop() {
        return shop(
                column("created_at timestamp", "2026-05-01 10:00:00"),
                column("status varchar(20)", "paid", "cancelled"),
                column("price decimal(10,2)", "12.50"));
    }
}
