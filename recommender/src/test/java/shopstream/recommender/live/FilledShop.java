package shopstream.recommender.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Place;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.recommender.declared.BoughtAgain;
import shopstream.recommender.declared.CustomerTable;
import shopstream.recommender.declared.ProductTable;
import shopstream.recommender.declared.Recommending;
import shopstream.recommender.own.OwnFeatures;

/** A live shop for tests: what is done to it comes in records as the log has them. */
public final class FilledShop {
    public static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    public static final ProductTable PRODUCTS = new ProductTable(
            "products",
            "code",
            "name",
            Optional.of("line"),
            Optional.of("price"),
            Optional.of("stock"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("maker"),
            Optional.of("cost"),
            Optional.of("since"),
            Optional.of("parent"));

    public static final Recommending DECLARED = new Recommending(
            PRODUCTS,
            Optional.of(new PurchaseMart(
                    "sales_lines",
                    "order_number",
                    "customer",
                    "product",
                    "order_time",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("counts"))),
            Optional.of(new CustomerTable("customers", "number", "country")),
            new BoughtAgain(Duration.ofDays(90), Map.of("Coffee", Duration.ZERO, "Tea", Duration.ofDays(20))),
            Duration.ofSeconds(5),
            Optional.empty(),
            new Place(Path.of("recommendations.yaml"), 1));

    private final LiveShop shop;
    private int messages;

    public FilledShop() {
        this(Optional.empty());
    }

    /** @param own what models of the shop's own are told of */
    public FilledShop(Optional<OwnFeatures> own) {
        shop = new LiveShop(DECLARED, own, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public LiveShop shop() {
        return shop;
    }

    public FilledShop product(String code, String line, int stock) {
        return product(code, line, stock, "'price':'9.50'");
    }

    /** @param more columns, as the row has them */
    public FilledShop product(String code, String line, int stock, String more) {
        shop.product(
                bytes("{'code':'" + code + "'}"),
                bytes("{'code':'" + code + "','name':'Name of " + code + "','line':'" + line + "','stock':" + stock
                        + "," + more + "}"));
        return this;
    }

    public FilledShop customer(String number, String country) {
        shop.customer(
                bytes("{'number':'" + number + "'}"), bytes("{'number':'" + number + "','country':'" + country + "'}"));
        return this;
    }

    public FilledShop withdrawn(String code) {
        shop.product(bytes("{'code':'" + code + "'}"), null);
        return this;
    }

    /** Anonymous visitors who each look at these products, one minute after the other. */
    public FilledShop browsed(int visitors, String... products) {
        for (int visitor = 0; visitor < visitors; visitor++) {
            String browser = "visitor-" + messages;
            Instant time = NOW.minus(Duration.ofHours(5));
            for (String product : products) {
                time = time.plusSeconds(60);
                event("Product Viewed", "anonymousId", browser, product, time);
            }
        }
        return this;
    }

    public FilledShop event(String name, String whose, String id, String product, Instant time) {
        shop.event(bytes("{'type':'track','event':'" + name + "','messageId':'m" + messages++ + "','" + whose + "':'"
                + id + "','timestamp':'" + time + "','properties':{'product_id':'" + product + "','quantity':1}}"));
        return this;
    }

    public FilledShop bought(String order, String customer, String product, Instant time, boolean counts) {
        shop.purchase(bytes("{'order_number':'" + order + "','customer':'" + customer + "','product':'" + product
                + "','order_time':'" + time + "','counts':" + counts + "}"));
        return this;
    }

    public static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }
}
