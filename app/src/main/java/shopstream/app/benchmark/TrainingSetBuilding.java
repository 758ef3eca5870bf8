package shopstream.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import shopstream.app.DataDirectory;
import shopstream.app.RunningLake;
import shopstream.app.ShopIdentity;
import shopstream.app.outside.ProgramCommand;
import shopstream.contracts.Contract;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.training.TrainingFiles;
import shopstream.warehouse.training.TrainingSet;
import shopstream.warehouse.training.WrittenSet;

/**
 * How long {@code training-set build} takes, beside Apache Spark that reads the same tables, asks them the same and writes
 * the same rows. One after the other, each in a process of its own, in turns.
 */
final class TrainingSetBuilding implements Measurement {
    private static final String SET = "ratings_ml_training";
    private static final double SECONDS = 30;
    private static final double MEGABYTES = 4 * 1024;

    private final Path shop;
    private final List<Contract> contracts;
    private final Path directory;
    private final LakeSizes sizes;
    private final SparkAlone spark;

    /**
     * @param shop the folder with the set and the seeds
     * @param directory the lake's and the sets', its own
     */
    TrainingSetBuilding(Path shop, List<Contract> contracts, Path directory, LakeSizes sizes, SparkAlone spark) {
        this.shop = shop;
        this.contracts = contracts;
        this.directory = directory;
        this.sizes = sizes;
        this.spark = spark;
    }

    @Override
    public String name() {
        return "building";
    }

    @Override
    public String title() {
        return String.format(
                Locale.ROOT,
                "Training set of %,d ratings with %,d customers and %,d products",
                ratings(),
                sizes.customers(),
                sizes.products());
    }

    private int ratings() {
        return sizes.customers() * sizes.ratingsPerCustomer();
    }

    @Override
    public List<Figure> measure() throws Exception {
        Path data = directory.resolve("data");
        DataDirectory.open(data, ShopIdentity.DEMO).close();
        RatedShop.write(data.resolve(RunningLake.FOLDER), contracts, sizes);
        Path copy = copiedShop();
        TrainingSet set =
                TrainingFiles.read(copy.resolve("training"), new Problems()).get(0);
        List<MeasuredProcess> ours = new ArrayList<>();
        List<SparkAlone.Join> theirs = new ArrayList<>();
        for (int i = 0; i < sizes.repetitions(); i++) {
            Path built = directory.resolve("built-" + i);
            ours.add(build(copy, data, built));
            Path joined = directory.resolve("joined-" + i);
            if (spark.built()) {
                theirs.add(spark.join(data.resolve(RunningLake.FOLDER), set, joined, directory));
                requireSame(WrittenSet.of(set, built), WrittenSet.of(set, joined));
                Shops.delete(joined);
            }
            WrittenSet written = WrittenSet.of(set, built);
            if (written.rows() != ratings()) {
                throw new IllegalStateException("The set has " + written.rows() + " rows, not " + ratings());
            }
            Shops.delete(built);
        }
        return figures(ours, theirs);
    }

    private MeasuredProcess build(Path copy, Path data, Path built) throws IOException, InterruptedException {
        return MeasuredProcess.run(
                ProgramCommand.of(
                        List.of(),
                        List.of(
                                "training-set",
                                "build",
                                SET,
                                "--shop",
                                copy.toString(),
                                "--data",
                                data.toString(),
                                "--out",
                                built.toString())),
                directory);
    }

    /** The shop's own set, but in one folder: divided by customer it would be as many folders of ten rows as there are customers. */
    private Path copiedShop() throws IOException {
        Path copy = Files.createDirectories(directory.resolve("shop"));
        Path training = Files.createDirectories(copy.resolve("training"));
        Files.createDirectories(copy.resolve("seeds"));
        Files.copy(shop.resolve("training").resolve(SET + ".sql"), training.resolve(SET + ".sql"));
        Files.write(
                training.resolve(SET + ".yaml"),
                Files.readAllLines(shop.resolve("training").resolve(SET + ".yaml")).stream()
                        .filter(line -> !line.startsWith("partition:"))
                        .toList());
        return copy;
    }

    private static void requireSame(WrittenSet ours, WrittenSet theirs) {
        if (!ours.equals(theirs)) {
            throw new IllegalStateException("Spark wrote other rows: " + theirs + " instead of " + ours);
        }
    }

    private List<Figure> figures(List<MeasuredProcess> ours, List<SparkAlone.Join> theirs) {
        String what = String.format(
                Locale.ROOT,
                "building: %,d ratings with %,d customers and %,d products",
                ratings(),
                sizes.customers(),
                sizes.products());
        String seconds = spark.notBuilt();
        String cpu = "";
        String memory = "";
        if (!theirs.isEmpty()) {
            seconds = "Spark "
                    + Unit.SECONDS.text(median(theirs, join -> join.process().seconds())) + ", of it the join "
                    + Unit.SECONDS.text(median(theirs, SparkAlone.Join::seconds)) + ", same rows";
            cpu = "Spark "
                    + Unit.SECONDS.text(median(theirs, join -> join.process().cpuSeconds()));
            memory = "Spark "
                    + Unit.MEGABYTES.text(median(theirs, join -> join.process().peakMegabytes())) + " with a heap of "
                    + SparkAlone.HEAP;
        }
        return List.of(
                Figure.atMost(SECONDS, what + ", command to end", median(ours, MeasuredProcess::seconds), Unit.SECONDS)
                        .against(seconds),
                Figure.told("building: CPU time of all cores", median(ours, MeasuredProcess::cpuSeconds), Unit.SECONDS)
                        .against(cpu),
                Figure.atMost(
                                MEGABYTES,
                                "building: the most memory held",
                                median(ours, MeasuredProcess::peakMegabytes),
                                Unit.MEGABYTES)
                        .against(memory));
    }

    private static <T> double median(List<T> runs, ToDoubleFunction<T> value) {
        return Sample.of(runs.stream().mapToDouble(value).toArray()).median();
    }
}
