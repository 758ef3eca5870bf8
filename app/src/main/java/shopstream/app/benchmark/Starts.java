package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shopstream.app.outside.PlatformProcess;

/** How long {@code ./shopstream demo} takes until it says that it is ready: on nothing, after a stop, after a kill. */
final class Starts implements Measurement {
    private static final double RESTART_SECONDS = 20;

    private final Shops shops;
    private final Sizes sizes;

    Starts(Shops shops, Sizes sizes) {
        this.shops = shops;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "starts";
    }

    @Override
    public String title() {
        return "Starts of the demo";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException {
        Path scratch = shops.alone("starts");
        Path data = scratch.resolve("data");
        PlatformProcess demo = demo(data);
        try {
            double first = ready(demo);
            List<Double> stops = new ArrayList<>();
            List<Double> afterStop = new ArrayList<>();
            List<Double> afterKill = new ArrayList<>();
            List<Double> memory = new ArrayList<>();
            for (int i = 0; i < sizes.repetitions(); i++) {
                long begun = System.nanoTime();
                demo.close();
                stops.add((System.nanoTime() - begun) / 1e9);
                memory.add(FreshMemory.seconds(scratch));
                demo = demo(data);
                afterStop.add(ready(demo));
                demo.killAll();
                demo = demo(data);
                afterKill.add(ready(demo));
            }
            String limit = Limit.of("Java alone that touches 1 GB of memory", Unit.SECONDS, () -> median(memory));
            return List.of(
                    Figure.told(
                            "starts: first ready, " + sizes.ordinary().historyDays() + " days of history",
                            first,
                            Unit.SECONDS),
                    Figure.atMost(
                                    RESTART_SECONDS,
                                    "starts: ready again after a clean stop",
                                    median(afterStop),
                                    Unit.SECONDS)
                            .against(limit),
                    Figure.atMost(
                                    RESTART_SECONDS,
                                    "starts: ready again after kill -9 of all",
                                    median(afterKill),
                                    Unit.SECONDS)
                            .against(limit),
                    Figure.told("starts: clean stop", median(stops), Unit.SECONDS));
        } finally {
            demo.close();
        }
    }

    private PlatformProcess demo(Path data) {
        return PlatformProcess.start(
                data,
                List.of(),
                List.of(
                        "demo",
                        "--history-days",
                        Integer.toString(sizes.ordinary().historyDays()),
                        "--orders-per-second",
                        String.format(Locale.ROOT, "%s", sizes.ordinary().ordersPerSecond())),
                Map.of());
    }

    private static double ready(PlatformProcess demo) throws InterruptedException {
        demo.awaitReady(MeasuredShop.PATIENCE);
        return demo.secondsSinceStart();
    }

    private static double median(List<Double> values) {
        return Sample.of(values.stream().mapToDouble(Double::doubleValue).toArray())
                .median();
    }
}
