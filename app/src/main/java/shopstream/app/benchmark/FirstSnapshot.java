package shopstream.app.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shopstream.app.configuration.Shop;
import shopstream.app.outside.PlatformProcess;
import shopstream.ingestion.database.DebeziumAlone;

/** How fast a shop that has never been read gets onto the page: from the start of capture until all of it is there. */
final class FirstSnapshot implements Measurement {
    private static final double ROWS_PER_SECOND = 30_000;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Shops shops;
    private final Sizes sizes;

    FirstSnapshot(Shops shops, Sizes sizes) {
        this.shops = shops;
        this.sizes = sizes;
    }

    /** @param whole until it is complete in the API, {@code reading} until the last row was read, in rows a second */
    private record Run(long rows, double whole, double reading) {}

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String title() {
        return "First snapshot";
    }

    @Override
    public List<Figure> measure() throws Exception {
        MeasuredShop shop = shops.of(sizes.ordinary());
        double[] whole = new double[sizes.repetitions()];
        double[] reading = new double[sizes.repetitions()];
        long rows = 0;
        for (int i = 0; i < whole.length; i++) {
            Run run = run(shop.startAnew(List.of()));
            rows = run.rows();
            whole[i] = run.whole();
            reading[i] = run.reading();
        }
        shop.stopPlatform();
        return List.of(
                Figure.atLeast(
                                ROWS_PER_SECOND,
                                String.format(Locale.ROOT, "snapshot: %,d rows, until complete in the API", rows),
                                Sample.of(whole).median(),
                                Unit.ROWS_PER_SECOND)
                        .against(limit(shop)),
                Figure.told("snapshot: reading alone", Sample.of(reading).median(), Unit.ROWS_PER_SECOND));
    }

    private static Run run(PlatformProcess platform) throws InterruptedException {
        // Capture begins right after; its connecting and reading of the schema is counted.
        platform.awaitLine("Models started", MeasuredShop.PATIENCE);
        long begun = System.nanoTime();
        Optional<JsonNode> status = Optional.empty();
        while (!status.map(FirstSnapshot::read).orElse(false)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            status = platform.api().status();
            if (!platform.alive()) {
                throw new IllegalStateException("The measured platform ended during its first snapshot");
            }
        }
        double reading = (System.nanoTime() - begun) / 1e9;
        platform.awaitReady(MeasuredShop.PATIENCE);
        double whole = (System.nanoTime() - begun) / 1e9;
        long rows = 0;
        for (JsonNode dataset : status.orElseThrow().get("datasets")) {
            rows += dataset.get("accepted").asLong();
        }
        return new Run(rows, rows / whole, rows / reading);
    }

    private static boolean read(JsonNode status) {
        return status.get("sources").get(0).get("state").asText().equals("streaming");
    }

    private static String limit(MeasuredShop measured) {
        Shop shop = measured.shop();
        return Limit.of("Debezium alone", Unit.ROWS_PER_SECOND, () -> {
            DebeziumAlone debezium = new DebeziumAlone(shop.source(), shop.contracts(), measured.scratch("debezium"));
            return debezium.snapshot().rowsPerSecond();
        });
    }
}
