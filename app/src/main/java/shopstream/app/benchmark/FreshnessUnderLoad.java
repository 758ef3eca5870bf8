package shopstream.app.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import shopstream.app.benchmark.Waypoints.Waypoint;
import shopstream.app.outside.Api;

/** From a commit in the shop's database to the API, while thousands of rows a second are changed. */
final class FreshnessUnderLoad implements Measurement {
    private static final double P99_MILLIS = 500;

    private final Shops shops;
    private final Sizes sizes;

    FreshnessUnderLoad(Shops shops, Sizes sizes) {
        this.shops = shops;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Commit to API under %,d rows/s", sizes.heavyRowsPerSecond());
    }

    @Override
    public List<Figure> measure() throws Exception {
        MeasuredShop shop = shops.of(sizes.ordinary());
        return Guarantees.each(shop, guarantee -> measure(shop, guarantee));
    }

    private List<Figure> measure(MeasuredShop shop, String guarantee) throws Exception {
        Api api = shop.platform().api();
        List<Marker> markers;
        String floor;
        double rate;
        Waypoints waypoints = new Waypoints(api);
        try (waypoints;
                ChangeLoad load = ChangeLoad.start(shop, sizes.heavyRowsPerSecond())) {
            TimeUnit.NANOSECONDS.sleep(sizes.warmUp().toNanos());
            markers = Freshness.commits(shop, api, sizes.commits());
            floor = Freshness.oneCall(api, sizes.commits());
            rate = load.rowsPerSecond();
        }
        Sample fresh = Freshness.sample(markers);
        String of = Guarantees.named("load", guarantee) + "of it, ";
        String under = Guarantees.named("load", guarantee)
                + String.format(Locale.ROOT, "commit to API under %,.0f rows/s", rate);
        return List.of(
                Figure.atLeast(
                        // The load keeps to its times; a little is lost while it begins.
                        0.95 * sizes.heavyRowsPerSecond(),
                        Guarantees.named("load", guarantee) + "rows changed, by transactions of 6",
                        rate,
                        Unit.ROWS_PER_SECOND),
                Figure.told(under + ", p50", fresh.median(), Unit.MILLISECONDS).against(floor),
                Figure.told(under + ", p90", fresh.percentile(0.9), Unit.MILLISECONDS),
                Figure.atMost(
                                Guarantees.bound(guarantee, P99_MILLIS),
                                under + ", p99",
                                fresh.percentile(0.99),
                                Unit.MILLISECONDS)
                        .against(floor),
                Figure.told(under + ", max of " + fresh.size(), fresh.max(), Unit.MILLISECONDS),
                Figure.told(of + "commit to the log", waypoints.between(markers, Waypoint.SENT, Waypoint.LOGGED)),
                Figure.told(
                        of + "from there to the mart's topic",
                        waypoints.between(markers, Waypoint.LOGGED, Waypoint.WRITTEN)),
                Figure.told(
                        of + "until it is committed there",
                        waypoints.between(markers, Waypoint.WRITTEN, Waypoint.COMMITTED)),
                Figure.told(
                        of + "from the topic to the API",
                        waypoints.between(markers, Waypoint.WRITTEN, Waypoint.SHOWN)));
    }
}
