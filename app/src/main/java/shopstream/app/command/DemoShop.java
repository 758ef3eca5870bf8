package shopstream.app.command;

import java.nio.file.Path;
import java.util.Map;
import shopstream.demo.SampleDatabase;

/** Points the shipped configuration at the sample shop. */
final class DemoShop {
    private DemoShop() {}

    /** The shipped {@code shop/shop.yaml}, wherever the program was started from. */
    static Path configuration() {
        return Path.of(System.getProperty("shopstream.home", "."), "shop", "shop.yaml");
    }

    /** What the shipped configuration takes from the environment. */
    static Map<String, String> variables(SampleDatabase database) {
        return Map.of(
                "SHOP_DB_URL", database.jdbcUrl(),
                "SHOP_DB_USER", database.capture().name(),
                "SHOP_DB_PASSWORD", database.capture().password());
    }
}
