package shopstream.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import shopstream.demo.SampleDatabase;
import shopstream.demo.ShopPlan;

/** The shops that are measured, made when the first measurement needs them; only one of them runs at a time. */
final class Shops implements AutoCloseable {
    private final Path directory;
    private final Path configuration;
    private final Function<SampleDatabase, Map<String, String>> variables;
    private final Map<ShopPlan, MeasuredShop> open = new LinkedHashMap<>();
    private Optional<String> databaseVersion = Optional.empty();

    /**
     * @param directory where everything is kept while it is measured; deleted in the end
     * @param configuration of the shops
     * @param variables what the configuration takes from the environment, for a database
     */
    Shops(Path directory, Path configuration, Function<SampleDatabase, Map<String, String>> variables) {
        this.directory = directory;
        this.configuration = configuration;
        this.variables = variables;
    }

    /** The shop of that plan; another one that runs is closed. */
    MeasuredShop of(ShopPlan plan) {
        if (!open.containsKey(plan)) {
            closeOpen();
            MeasuredShop shop = new MeasuredShop(fresh("shop"), plan, configuration, variables);
            open.put(plan, shop);
            databaseVersion = shop.databaseVersion();
        }
        return open.get(plan);
    }

    /** A directory of its own for a measurement, without any shop beside it. */
    Path alone(String name) {
        closeOpen();
        return fresh(name);
    }

    Optional<String> databaseVersion() {
        return databaseVersion;
    }

    @Override
    public void close() {
        closeOpen();
        delete(directory);
    }

    private void closeOpen() {
        open.values().forEach(MeasuredShop::close);
        open.clear();
    }

    private Path fresh(String name) {
        try {
            return Files.createTempDirectory(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException("No directory could be made below " + directory, e);
        }
    }

    static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("The directory " + tree + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
