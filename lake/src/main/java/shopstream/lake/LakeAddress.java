package shopstream.lake;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * Where a lake is: the catalog that knows its tables, and how its files are reached.
 *
 * @param catalog the class of the catalog
 * @param properties as Iceberg names them; they may hold secrets
 * @param copies where what is kept elsewhere is copied to for reading, and how many bytes of it at most
 */
public record LakeAddress(String catalog, Map<String, String> properties, File copies, long copiesBytes)
        implements Serializable {
    private static final String COPIES = "copies";

    private static final String NAME = "shopstream";

    /** The folder of the tables below the lake's. */
    static final String TABLES = "tables";

    /** The embedded catalog. */
    static final String CATALOG = "catalog.db";

    public LakeAddress {
        properties = new TreeMap<>(properties);
    }

    /** A lake in a directory, with a catalog in a file beside the tables; other engines can read both. */
    public static LakeAddress in(Path directory) {
        return of(directory, LakeStores.ON_DISK);
    }

    /**
     * A lake in what it is to be kept in.
     *
     * @param directory of what is kept on this machine's disk
     */
    public static LakeAddress of(Path directory, LakeStores stores) {
        Path absolute = directory.toAbsolutePath().normalize();
        Map<String, String> properties =
                new TreeMap<>(stores.files().map(ObjectStore::properties).orElseGet(() -> onDisk(absolute)));
        stores.catalog()
                .ifPresentOrElse(
                        server -> {
                            // Where tables are is that server's to say.
                            properties.remove(CatalogProperties.WAREHOUSE_LOCATION);
                            properties.putAll(server.properties());
                        },
                        () -> properties.putAll(embedded(absolute)));
        return new LakeAddress(
                stores.catalog().isPresent() ? RESTCatalog.class.getName() : JdbcCatalog.class.getName(),
                properties,
                absolute.resolve(COPIES).toFile(),
                stores.copiesBytes());
    }

    private static Map<String, String> onDisk(Path directory) {
        create(directory.resolve(TABLES));
        return Map.of(
                CatalogProperties.WAREHOUSE_LOCATION,
                LocalFiles.location(directory.resolve(TABLES)),
                CatalogProperties.FILE_IO_IMPL,
                LocalFiles.class.getName());
    }

    private static Map<String, String> embedded(Path directory) {
        create(directory);
        return Map.of(
                CatalogProperties.URI,
                "jdbc:sqlite:" + directory.resolve(CATALOG) + "?busy_timeout=20000",
                "jdbc.schema-version",
                "V1");
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's directory " + directory + " cannot be created", e);
        }
    }

    /** Opens the catalog; to be closed by who opens it, where it can be. */
    public Catalog open() {
        return CatalogUtil.loadCatalog(catalog, NAME, properties, new Configuration(false));
    }

    /**
     * That no rows lie where the embedded catalog is to put a table: a catalog that was lost, or set aside by a restoration,
     * leaves its files in the storage, and what would be tidied up beside a new table is somebody's history.
     *
     * @throws LakeProblem where something does
     */
    void requireFree(String folder) {
        if (!catalog.equals(JdbcCatalog.class.getName())) {
            return;
        }
        String location = properties.get(CatalogProperties.WAREHOUSE_LOCATION) + "/" + folder + "/data/";
        try (FileIO files = files()) {
            if (files instanceof SupportsPrefixOperations listed
                    && listed.listPrefix(location).iterator().hasNext()) {
                throw new LakeProblem(
                        "At " + location + " lie rows of a table that this catalog does not know.",
                        "Name another `warehouse` in shop.yaml, or move those files away: they are a history of before.");
            }
        }
    }

    /** How its files are read and written. */
    FileIO files() {
        return CatalogUtil.loadFileIO(properties.get(CatalogProperties.FILE_IO_IMPL), properties, null);
    }

    LocalCopies localCopies() {
        return new LocalCopies(copies.toPath(), copiesBytes, Clock.systemUTC());
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return properties.getOrDefault(CatalogProperties.WAREHOUSE_LOCATION, "the warehouse of the catalog")
                + ", catalog " + properties.get(CatalogProperties.URI);
    }
}
