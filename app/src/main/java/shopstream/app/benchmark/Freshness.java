package shopstream.app.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import shopstream.app.outside.Api;
import shopstream.demo.Traffic;

/** From a commit in the shop's database to the API, while customers come as in the demo. */
final class Freshness implements Measurement {
    private static final double P50_MILLIS = 300;
    private static final double P99_MILLIS = 1_000;
    private static final int WARM_UP = 10;

    private final Shops shops;
    private final Sizes sizes;

    Freshness(Shops shops, Sizes sizes) {
        this.shops = shops;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public String title() {
        return "Commit to API with the demo's traffic";
    }

    @Override
    public List<Figure> measure() throws Exception {
        MeasuredShop shop = shops.of(sizes.ordinary());
        return Guarantees.each(shop, guarantee -> measure(shop, guarantee));
    }

    private List<Figure> measure(MeasuredShop shop, String guarantee) throws Exception {
        Api api = shop.platform().api();
        String to = Guarantees.named("freshness", guarantee) + "commit to API, ";
        try (Traffic traffic = shop.startTraffic()) {
            Sample fresh = sample(commits(shop, api, sizes.commits()));
            String floor = oneCall(api, sizes.commits());
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.atMost(P50_MILLIS, to + "p50", fresh.median(), Unit.MILLISECONDS)
                    .against(floor));
            figures.add(Figure.told(to + "p90", fresh.percentile(0.9), Unit.MILLISECONDS));
            figures.add(Figure.atMost(
                            Guarantees.bound(guarantee, P99_MILLIS),
                            to + "p99",
                            fresh.percentile(0.99),
                            Unit.MILLISECONDS)
                    .against(floor));
            figures.add(Figure.told(to + "max of " + fresh.size(), fresh.max(), Unit.MILLISECONDS));
            return figures;
        }
    }

    /** Commits at uneven distances, so that none of the platform's own beats is always met at the same place. */
    static List<Marker> commits(MeasuredShop shop, Api api, int count)
            throws SQLException, IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(7);
        List<Marker> markers = new ArrayList<>();
        try (Connection connection = shop.connect()) {
            connection.setAutoCommit(false);
            for (int i = -WARM_UP; i < count; i++) {
                TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(400));
                Marker marker = Marker.commit(shop, connection, api);
                if (i >= 0) {
                    markers.add(marker);
                }
            }
        }
        return markers;
    }

    /** How long they took. */
    static Sample sample(List<Marker> markers) {
        return Sample.of(markers.stream().mapToDouble(Marker::milliseconds).toArray());
    }

    /** Below the time of a call that changes nothing no freshness can be measured. */
    static String oneCall(Api api, int count) throws IOException, InterruptedException {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            api.ofProduct("BENCH_1", "orders");
            values[i] = (System.nanoTime() - begun) / 1e6;
        }
        Sample calls = Sample.of(values);
        return "one API call p50 " + Unit.FINE_MILLISECONDS.text(calls.median()) + ", p99 "
                + Unit.FINE_MILLISECONDS.text(calls.percentile(0.99));
    }
}
