package shopstream.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import shopstream.app.outside.FileTree;
import shopstream.demo.SampleDatabase;
import shopstream.demo.ShopPlan;

/** The shops that are measured, made when the first measurement needs them; only one of them runs at a time. */
final class Shops implements AutoCloseable {
    private final Path directory;
    private final Path configuration;
    private final Function<SampleDatabase, Map<String, String>> variables;
    private final Thread interruption = new Thread(this::stopAndDelete, "stop-measured-shops");
    private volatile MeasuredShop open;
    private volatile boolean closed;
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
        // The databases are made to outlive us; after Ctrl-C nothing may be left of a measurement.
        Runtime.getRuntime().addShutdownHook(interruption);
    }

    /** The shop of that plan; another one that runs is closed. */
    MeasuredShop of(ShopPlan plan) {
        if (open == null || !open.plan().equals(plan)) {
            closeOpen();
            // Known before its past is written, so that it can be stopped in the middle.
            open = new MeasuredShop(fresh("shop"), plan, configuration, variables);
            try {
                open.writeHistory();
            } catch (RuntimeException halfWritten) {
                closeOpen();
                throw halfWritten;
            }
            databaseVersion = open.databaseVersion();
        }
        return open;
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
        try {
            Runtime.getRuntime().removeShutdownHook(interruption);
        } catch (IllegalStateException interrupted) {
            return;
        }
        stopAndDelete();
    }

    private void stopAndDelete() {
        closed = true;
        closeOpen();
        delete(directory);
    }

    private void closeOpen() {
        MeasuredShop shop = open;
        open = null;
        if (shop != null) {
            shop.close();
        }
    }

    private Path fresh(String name) {
        if (closed) {
            throw new IllegalStateException("The benchmark was interrupted");
        }
        try {
            return Files.createTempDirectory(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException("No directory could be made below " + directory, e);
        }
    }

    static void delete(Path tree) {
        try {
            FileTree.delete(tree);
        } catch (IOException e) {
            throw new IllegalStateException("The directory " + tree + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
