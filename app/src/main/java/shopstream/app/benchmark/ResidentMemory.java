package shopstream.app.benchmark;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shopstream.app.outside.Api;
import shopstream.app.outside.PlatformProcess;
import shopstream.demo.ShopPlan;

/** What the platform's process holds of the machine's memory while it works; the database is another process. */
final class ResidentMemory implements Measurement {
    private static final double CHANGED_ROWS_PER_SECOND = 1_000;
    private static final double REQUESTS_PER_SECOND = 50;
    private static final int CONNECTIONS = 4;
    private static final double BYTES = 1024 * 1024;
    private static final Pattern WAREHOUSE = Pattern.compile("(?m)^shopstream_warehouse_memory_bytes (\\S+)");

    private final Shops shops;
    private final Sizes sizes;
    private final ShopPlan plan;
    private final double boundMegabytes;

    /** @param boundMegabytes what it may hold of this shop's data */
    ResidentMemory(Shops shops, Sizes sizes, ShopPlan plan, double boundMegabytes) {
        this.shops = shops;
        this.sizes = sizes;
        this.plan = plan;
        this.boundMegabytes = boundMegabytes;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "Resident memory with " + plan.historyDays() + " days of history";
    }

    @Override
    public List<Figure> measure() throws Exception {
        MeasuredShop shop = shops.of(plan);
        // Counting costs the process a little, so it runs with it only here. The peak is of all before, too.
        List<String> tracking = List.of(JavaMemory.TRACKING);
        PlatformProcess platform = shop.wasRead() ? shop.start(tracking) : shop.startAnew(tracking);
        platform.awaitReady(MeasuredShop.PATIENCE);
        work(shop, platform.api());
        double resident = ResidentSet.megabytes(platform.pid());
        double peak = shop.peakMegabytes();
        String with = String.format(Locale.ROOT, "memory: %,d lines, ", shop.lines());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atMost(boundMegabytes, with + "at work", resident, Unit.MEGABYTES));
        figures.add(Figure.atMost(boundMegabytes, with + "the most at any time", peak, Unit.MEGABYTES));
        figures.addAll(parts(platform, resident, with));
        shop.stopPlatform();
        return figures;
    }

    private void work(MeasuredShop shop, Api api) throws Exception {
        List<String> paths = SalesPage.paths(Instant.now());
        Load asking = new Load(CONNECTIONS, index -> api.get(paths.get((int) (index % paths.size()))));
        try (ChangeLoad load = ChangeLoad.start(shop, CHANGED_ROWS_PER_SECOND)) {
            asking.open(REQUESTS_PER_SECOND, sizes.settle());
        }
    }

    private static List<Figure> parts(PlatformProcess platform, double resident, String with)
            throws IOException, InterruptedException {
        double duckDb = warehouseBytes(platform.api().get("/metrics")) / BYTES;
        JavaMemory java;
        try {
            java = JavaMemory.of(platform.pid());
        } catch (IOException e) {
            return List.of(
                    Figure.told(with + "of it DuckDB's buffers", duckDb, Unit.MEGABYTES),
                    Figure.told(with + "of it the rest", "not told apart: " + e.getMessage()));
        }
        double known = java.heap() + java.metaspaceAndCode() + java.direct() + java.rest() + duckDb;
        return List.of(
                Figure.told(with + "of it Java's heap, as far as resident", java.heap(), Unit.MEGABYTES),
                Figure.told(with + "of it classes and compiled code", java.metaspaceAndCode(), Unit.MEGABYTES),
                Figure.told(with + "of it direct buffers", java.direct(), Unit.MEGABYTES),
                Figure.told(with + "of it threads, collector, compiler", java.rest(), Unit.MEGABYTES),
                Figure.told(with + "of it DuckDB's buffers", duckDb, Unit.MEGABYTES),
                // RocksDB and DuckDB take theirs from the same allocator, which also keeps some of what was given back.
                Figure.told(
                        with + "of it RocksDB, mapped files, allocators (not told apart)",
                        Math.max(0, resident - known),
                        Unit.MEGABYTES));
    }

    private static double warehouseBytes(String metrics) throws IOException {
        Matcher bytes = WAREHOUSE.matcher(metrics);
        if (!bytes.find()) {
            throw new IOException("/metrics does not say what the warehouse holds");
        }
        return Double.parseDouble(bytes.group(1));
    }
}
