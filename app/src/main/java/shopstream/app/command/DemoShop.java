package shopstream.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shopstream.app.configuration.Shop;
import shopstream.contracts.yaml.Problems;
import shopstream.demo.SampleDatabase;
import shopstream.demo.market.Campaign;
import shopstream.demo.market.MarketingCalendar;
import shopstream.warehouse.dashboards.CampaignCalendar;

/** Points the shipped configuration at the sample shop. */
final class DemoShop {
    private static final String COUNTRY = "country";
    private static final String CATEGORY = "category";
    private static final Set<String> UNDERSTOOD = Set.of(COUNTRY, CATEGORY);

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

    /**
     * The campaigns that the shop's dashboards show, so that its customers follow the calendar its marketing reads. One
     * about anything but countries and categories is nothing that these customers understand; it brings nobody.
     */
    static MarketingCalendar calendar(Shop shop) {
        return shop.dashboards().stream()
                .map(dashboard -> CampaignCalendar.of(
                        dashboard, shop.seeds(), shop.configuration().zone(), new Problems()))
                .filter(calendar -> !calendar.isEmpty())
                .findFirst()
                .<MarketingCalendar>map(calendar -> time -> calendar.runs(time, time.plusNanos(1)).stream()
                        .filter(run ->
                                UNDERSTOOD.containsAll(run.campaign().about().keySet()))
                        .map(DemoShop::campaign)
                        .toList())
                .orElse(MarketingCalendar.EMPTY);
    }

    private static Campaign campaign(shopstream.warehouse.dashboards.Campaign.Run run) {
        return new Campaign(run.campaign().name(), run.from(), run.to(), values(run, COUNTRY), values(run, CATEGORY));
    }

    private static Set<String> values(shopstream.warehouse.dashboards.Campaign.Run run, String dimension) {
        return Set.copyOf(run.campaign().about().getOrDefault(dimension, List.of()));
    }
}
