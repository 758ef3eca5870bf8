package shopstream.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shopstream.contracts.seeds.CsvRows;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.Reference;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dashboards;

/** The shop's marts as a model's declaration describes them, and their records as JSON. */
public final class SampleMarts {

    /** The repository's own dashboards. */
    public static final Path DASHBOARDS = Path.of("..", "shop", "dashboards");

    public static final MartDeclaration SALES_LINES = sales("f1");

    public static final MartDeclaration CUSTOMERS = customers("f1");

    public static final MartDeclaration PRODUCTS = mart(
            "products",
            "f1",
            List.of(
                    column("product_code", "VARCHAR"),
                    column("product_name", "VARCHAR"),
                    column("category", "VARCHAR"),
                    column("buy_price", "DECIMAL(10,2)"),
                    column("vendor", "VARCHAR")),
            List.of("product_code"),
            List.of());

    public static final List<MartDeclaration> ALL = List.of(SALES_LINES, CUSTOMERS, PRODUCTS);

    /** What visitors did, as the shop's model makes it. */
    public static final MartDeclaration PRODUCT_STEPS = mart(
            "product_steps",
            "f1",
            List.of(
                    column("message_id", "VARCHAR"),
                    column("place", "BIGINT"),
                    column("event_time", "TIMESTAMPTZ"),
                    column("anonymous_id", "VARCHAR"),
                    column("customer_number", "BIGINT"),
                    column("product_code", "VARCHAR"),
                    column("viewed", "BOOLEAN"),
                    column("carted", "BOOLEAN"),
                    column("told_campaign", "VARCHAR")),
            List.of("message_id", "place"),
            List.of(
                    new Reference("customer_number", "customers", "customer_number"),
                    new Reference("product_code", "products", "product_code"),
                    new Reference("anonymous_id", "browsers", "anonymous_id")));

    /** All marts of a shop that watches its pages. */
    public static final List<MartDeclaration> WITH_VISITS = List.of(
            PRODUCT_STEPS,
            mart(
                    "sales_lines",
                    "f1",
                    SALES_LINES.columns(),
                    SALES_LINES.key(),
                    Stream.concat(
                                    SALES_LINES.references().stream(),
                                    Stream.of(new Reference("order_number", "order_campaigns", "order_number")))
                            .toList()),
            CUSTOMERS,
            PRODUCTS,
            mart(
                    "browsers",
                    "f1",
                    List.of(column("anonymous_id", "VARCHAR"), column("customer_number", "BIGINT")),
                    List.of("anonymous_id"),
                    List.of(new Reference("customer_number", "customers", "customer_number"))),
            mart(
                    "order_campaigns",
                    "f1",
                    List.of(
                            column("order_number", "BIGINT"),
                            column("campaign", "VARCHAR"),
                            column("touched_at", "TIMESTAMPTZ")),
                    List.of("order_number"),
                    List.of()));

    public static final Seed REGIONS = regions("NA");

    /** The same countries, of which one lies elsewhere. */
    public static final Seed OTHER_REGIONS = regions("APAC");

    private static Seed regions(String ofUsa) {
        return seed(
                "regions",
                List.of("country", "region"),
                List.of(
                        List.of("Germany", "EMEA"),
                        List.of("France", "EMEA"),
                        List.of("USA", ofUsa),
                        List.of("Japan", "APAC")));
    }

    /** What the sales dashboard reads its campaigns from; rows of name, first and last day, country, category. */
    public static Seed campaigns(List<List<String>> rows) {
        return seed("campaigns", List.of("campaign", "first_day", "last_day", "country", "category"), rows);
    }

    private static Seed seed(String name, List<String> columns, List<List<String>> rows) {
        List<Integer> lines = IntStream.range(2, rows.size() + 2).boxed().toList();
        return new Seed(name, new CsvRows(columns, rows, lines), new Place(Path.of(name + ".csv"), 1));
    }

    /** The marts of a shop that sells in several currencies: each line says in which. */
    public static final List<MartDeclaration> IN_CURRENCIES =
            List.of(salesWith("f1", column("currency", "VARCHAR")), CUSTOMERS, PRODUCTS);

    /** The sales lines with a column more, which is a day without a time. */
    public static MartDeclaration withDay(String name) {
        return salesWith("f1", column(name, "DATE"));
    }

    /** The sales lines as another edition has them, with a column more. */
    static MartDeclaration salesWith(String fingerprint, MartColumn more) {
        return mart(
                "sales_lines",
                fingerprint,
                Stream.concat(SALES_LINES.columns().stream(), Stream.of(more)).toList(),
                SALES_LINES.key(),
                SALES_LINES.references());
    }

    /** Rows of currency, day and rate. */
    public static Seed rates(List<List<String>> rows) {
        return seed("rates", List.of("currency", "day", "rate"), rows);
    }

    /** The shop's sales dashboard, its amounts in the line's currency and converted to USD. */
    public static Dashboard currenciesDashboard(Path directory) {
        var problems = new Problems();
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("sales.yaml"),
                    Files.readString(DASHBOARDS.resolve("sales.yaml")).replace("currency: USD\n", """
                                    currency: USD
                                    amounts-in: currency
                                    rates: {seed: rates, currency: currency, day: day, rate: rate}
                                    """));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Dashboard dashboard = Dashboards.read(directory, problems).get(0);
        problems.orThrow();
        return dashboard;
    }

    /** A line that counts, in a currency; null for none. */
    public static byte[] lineIn(
            String currency, long order, String product, long customer, String time, long quantity, String price) {
        String line = new String(line(order, product, customer, time, true, quantity, price), StandardCharsets.UTF_8);
        return json(
                line.replaceFirst("}$", ",\"currency\":" + (currency == null ? "null" : "\"" + currency + "\"") + "}"));
    }

    private SampleMarts() {}

    public static MartDeclaration sales(String fingerprint) {
        return mart(
                "sales_lines",
                fingerprint,
                List.of(
                        column("order_number", "BIGINT"),
                        column("line_number", "BIGINT"),
                        column("customer_number", "BIGINT"),
                        column("product_code", "VARCHAR"),
                        column("order_time", "TIMESTAMPTZ"),
                        column("status", "VARCHAR"),
                        column("counts", "BOOLEAN"),
                        column("quantity", "BIGINT"),
                        column("price", "DECIMAL(10,2)")),
                List.of("order_number", "product_code"),
                List.of(
                        new Reference("customer_number", "customers", "customer_number"),
                        new Reference("product_code", "products", "product_code")));
    }

    static MartDeclaration customers(String fingerprint) {
        return mart(
                "customers",
                fingerprint,
                List.of(column("customer_number", "BIGINT"), column("country", "VARCHAR")),
                List.of("customer_number"),
                List.of(new Reference("country", "regions", "country")));
    }

    /** The same mart, delivered at-least-once. */
    static MartDeclaration ahead(MartDeclaration mart) {
        return new MartDeclaration(
                mart.name(),
                mart.topic(),
                mart.jobGroup(),
                mart.inputTopics(),
                mart.columns(),
                mart.key(),
                mart.references(),
                mart.fingerprint(),
                mart.description(),
                "at-least-once");
    }

    private static MartDeclaration mart(
            String name, String fingerprint, List<MartColumn> columns, List<String> key, List<Reference> references) {
        return new MartDeclaration(
                name,
                "test.mart." + name + "." + fingerprint,
                "test.model." + name + "." + fingerprint,
                List.of(SampleLog.INPUT),
                columns,
                key,
                references,
                fingerprint,
                name,
                "exactly-once");
    }

    static MartColumn column(String name, String type) {
        return new MartColumn(name, type, name);
    }

    /** The shop's sales dashboard. */
    public static Dashboard salesDashboard() {
        return dashboard("sales");
    }

    /** One of the shop's dashboards. */
    public static Dashboard dashboard(String name) {
        var problems = new Problems();
        List<Dashboard> dashboards = Dashboards.read(DASHBOARDS, problems);
        problems.orThrow();
        return dashboards.stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The same with further measures and dimensions, each a YAML map in one line. @param directory to write it into */
    static Dashboard salesDashboard(Path directory, String measure, String dimension) throws IOException {
        var problems = new Problems();
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("sales.yaml"),
                Files.readString(DASHBOARDS.resolve("sales.yaml"))
                        .replace("measures:\n", "measures:\n  - " + measure + "\n")
                        .replace("dimensions:\n", "dimensions:\n  - " + dimension + "\n"));
        Dashboard dashboard = Dashboards.read(directory, problems).get(0);
        problems.orThrow();
        return dashboard;
    }

    public static byte[] lineKey(long order, String product) {
        return json("{\"order_number\":" + order + ",\"product_code\":\"" + product + "\"}");
    }

    /** @param time ISO instant, or null for a line without its order */
    public static byte[] line(
            long order, String product, long customer, String time, boolean counts, long quantity, String price) {
        String moment = time == null ? "null" : "\"" + time + "\"";
        return json("{\"order_number\":" + order + ",\"line_number\":1,\"customer_number\":" + customer
                + ",\"product_code\":\""
                + product + "\",\"order_time\":" + moment + ",\"status\":\"" + (counts ? "Shipped" : "Cancelled")
                + "\",\"counts\":" + counts + ",\"quantity\":" + quantity + ",\"price\":\"" + price + "\"}");
    }

    public static byte[] customerKey(long number) {
        return json("{\"customer_number\":" + number + "}");
    }

    public static byte[] customer(long number, String country) {
        return json("{\"customer_number\":" + number + ",\"country\":"
                + (country == null ? "null" : "\"" + country + "\"") + "}");
    }

    public static byte[] productKey(String code) {
        return json("{\"product_code\":\"" + code + "\"}");
    }

    public static byte[] product(String code, String name, String category, String buyPrice, String vendor) {
        return json("{\"product_code\":\"" + code + "\",\"product_name\":\"" + name + "\",\"category\":\"" + category
                + "\",\"buy_price\":\"" + buyPrice + "\",\"vendor\":\"" + vendor + "\"}");
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
