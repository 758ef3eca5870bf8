package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import shopstream.app.configuration.Shop;
import shopstream.app.outside.Api;
import shopstream.eventlog.BrokerAlone;
import shopstream.ingestion.database.DebeziumAlone;
import shopstream.transformations.flink.FlinkAlone;

/** How many changed rows a second get through from the database to the API, when there are more than can be had. */
final class SustainedChanges implements Measurement {
    private static final double ROWS_PER_SECOND = 10_000;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(20);
    private static final long POLL_MILLIS = 50;
    /** A part alone is fast: of as many rows as the whole is given, its start would be most of the time. */
    private static final int TIMES_ALONE = 4;
    /** Of a record of the sample shop, with its headers. */
    private static final int RECORD_BYTES = 350;

    private final Shops shops;
    private final Sizes sizes;

    SustainedChanges(Shops shops, Sizes sizes) {
        this.shops = shops;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "sustained";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "%,d rows changed at once", sizes.burstRows());
    }

    @Override
    public List<Figure> measure() throws Exception {
        MeasuredShop shop = shops.of(sizes.ordinary());
        Api api = shop.platform().api();
        double[] rates = new double[sizes.repetitions()];
        double[] written = new double[sizes.repetitions()];
        long rows = 0;
        for (int i = 0; i < rates.length; i++) {
            Burst burst = Burst.write(shop, sizes.burstRows());
            awaitAll(api, burst);
            rows = burst.rows();
            rates[i] = rows / ((System.nanoTime() - burst.begun()) / 1e9);
            written[i] = rows / burst.seconds();
        }
        shop.stopPlatform();
        return List.of(
                Figure.atLeast(
                                ROWS_PER_SECOND,
                                String.format(Locale.ROOT, "sustained: %,d changed rows, first write to API", rows),
                                Sample.of(rates).median(),
                                Unit.ROWS_PER_SECOND)
                        .against(limits(shop)),
                Figure.told(
                        "sustained: the same rows written to the database",
                        Sample.of(written).median(),
                        Unit.ROWS_PER_SECOND));
    }

    private static void awaitAll(Api api, Burst burst) throws IOException, InterruptedException {
        while (api.ofProduct(burst.product(), "units") < burst.units()) {
            if (System.nanoTime() - burst.begun() > PATIENCE_NANOS) {
                throw new IllegalStateException("Of " + burst.units() + " units of " + burst.product() + " only "
                        + api.ofProduct(burst.product(), "units") + " are in the API after 20 minutes");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private String limits(MeasuredShop measured) {
        Shop shop = measured.shop();
        Path scratch = measured.scratch("alone");
        return Limit.all(
                Limit.of("Debezium alone", Unit.ROWS_PER_SECOND, () -> {
                    DebeziumAlone debezium = new DebeziumAlone(shop.source(), shop.contracts(), scratch);
                    debezium.standAtTheEnd();
                    Burst burst = Burst.write(measured, sizes.burstRows());
                    return debezium.changes(burst.rows()).rowsPerSecond();
                }),
                Limit.of(
                        "broker alone",
                        Unit.ROWS_PER_SECOND,
                        () -> BrokerAlone.recordsPerSecond(scratch.resolve("broker"), rowsAlone(), RECORD_BYTES)),
                Limit.of(
                        "Flink alone",
                        Unit.ROWS_PER_SECOND,
                        () -> FlinkAlone.rowsPerSecond(
                                shop.models(),
                                shop.contracts(),
                                "sales_lines",
                                rowsAlone(),
                                scratch.resolve("flink"))));
    }

    private int rowsAlone() {
        return TIMES_ALONE * sizes.burstRows();
    }
}
