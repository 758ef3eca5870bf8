package shopstream.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.LostEnd;
import shopstream.warehouse.feed.LostRows;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.StandingGenerations;
import shopstream.warehouse.store.WarehouseException;

/** The warehouse's file before it is opened. All in it follows from the log, so a damaged one is put aside and made anew. */
public final class WarehouseFile {
    private static final Logger LOG = LoggerFactory.getLogger(WarehouseFile.class);

    private static final String FILE = "shop.duckdb";

    /** How DuckDB says that a file is not what it wrote; a full disk, a missing right or a lock it says otherwise. */
    private static final List<String> DAMAGED = List.of(
            "not a valid DuckDB database file",
            "Corrupt database file",
            "Could not read enough bytes",
            "replaying WAL",
            "Serialization Error",
            "INTERNAL Error");

    private WarehouseFile() {}

    /**
     * @param directory of the warehouse, which nobody has open
     * @return what was done, as a sentence; empty when nothing had to be
     * @throws WarehouseException when the file cannot be opened for another reason than that it is damaged
     */
    public static Optional<String> putAsideIfDamaged(Path directory, Instant now) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Database.open(file, Database.Limits.DEFAULT).close();
            return Optional.empty();
        } catch (WarehouseException failed) {
            if (DAMAGED.stream().noneMatch(String.valueOf(failed.getMessage())::contains)) {
                throw failed;
            }
            LOG.warn("The warehouse is damaged", failed);
            return Optional.of(putAside(file, now));
        }
    }

    /**
     * Rows that the warehouse has applied and the log no longer holds.
     *
     * @param directory of the warehouse, which nobody has open
     * @throws WarehouseException when the file cannot be opened
     */
    public static List<LostEnd> lostRows(Path directory, LogAddress log) {
        Path file = directory.resolve(FILE);
        return Files.exists(file) ? LostRows.of(StandingGenerations.in(file), log) : List.of();
    }

    private static String putAside(Path file, Instant now) {
        Path aside = file.resolveSibling("damaged-" + now.toString().replaceAll("[:.]", ""));
        try {
            Files.createDirectories(aside);
            Files.move(file, aside.resolve(file.getFileName()));
            Path ahead = file.resolveSibling(file.getFileName() + ".wal");
            if (Files.exists(ahead)) {
                Files.move(ahead, aside.resolve(ahead.getFileName()));
            }
        } catch (IOException e) {
            throw new WarehouseException(
                    "The damaged warehouse " + file + " cannot be put aside: " + e.getMessage(), e);
        }
        return "The warehouse was damaged and is made anew from the log; the damaged file is in " + aside + ".";
    }
}
