package shopstream.app.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import shopstream.eventlog.profiles.Interaction;
import shopstream.eventlog.profiles.VisitorEvent;
import shopstream.eventlog.profiles.Visitors;

/** How much memory the profiles of very many visitors take in a server, in a process of its own that holds nothing else. */
final class ProfileMemory implements Measurement {
    private static final int EVENTS_OF_A_VISITOR = 10;
    private static final int PRODUCTS = 100_000;
    private static final int BESIDE = 20_000;
    private static final long MILLIS_BETWEEN = 30_000;
    private static final String HEAP = "8g";

    private final int visitors;
    private final Path directory;

    /** @param directory for what the process says */
    ProfileMemory(int visitors, Path directory) {
        this.visitors = visitors;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Memory of %,d profiles", visitors);
    }

    @Override
    public List<Figure> measure() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // One that takes no more than it needs: pages of the heap that are touched and empty are not the question.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx" + HEAP, "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ProfileMemory.class.getName(), Integer.toString(visitors)));
        MeasuredProcess process = MeasuredProcess.run(command, directory);
        double megabytes = Double.parseDouble(process.said().get(0));
        return List.of(Figure.told(
                        String.format(
                                Locale.ROOT,
                                "memory: %,d active profiles of %d events each, of %,d products",
                                visitors,
                                EVENTS_OF_A_VISITOR,
                                PRODUCTS),
                        megabytes,
                        Unit.MEGABYTES)
                .against(Math.round(megabytes * 1e6 / visitors) + " B a profile"));
    }

    /** Prints the megabytes. @param arguments how many visitors */
    public static void main(String[] arguments) {
        int visitors = Integer.parseInt(arguments[0]);
        // Some are kept beside: what is there once, such as the texts of products, is not of the profiles.
        Visitors beside = filled(BESIDE);
        double before = inUse();
        Visitors all = filled(visitors);
        double megabytes = inUse() - before;
        if (all.count() != visitors || beside.count() != BESIDE) {
            throw new IllegalStateException(all.count() + " profiles of " + visitors + " visitors");
        }
        System.out.println(megabytes);
    }

    private static Visitors filled(int visitors) {
        Visitors all = new Visitors();
        WantedProducts products = new WantedProducts(PRODUCTS);
        Random random = new Random(1);
        long begun = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
        for (int visitor = 0; visitor < visitors; visitor++) {
            int[] visit = products.visit(EVENTS_OF_A_VISITOR, random);
            for (int event = 0; event < visit.length; event++) {
                all.add(viewed(visitor, visit[event], begun + visitor + event * MILLIS_BETWEEN, random.nextLong()));
            }
        }
        return all;
    }

    private static VisitorEvent viewed(int visitor, int product, long millis, long message) {
        // As the reader of events gives it: one text for each product, one for each event's visitor.
        String id = ("S10_" + product).intern();
        return new VisitorEvent(
                Optional.empty(),
                Optional.of("8f3e0c52-0000-4000-8000-" + (100_000_000_000L + visitor)),
                Optional.empty(),
                false,
                false,
                millis,
                message,
                List.of(new Interaction(id, Interaction.Kind.VIEWED, 1, millis, message, 0)));
    }

    /** What is left after everything was collected. */
    private static double inUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
