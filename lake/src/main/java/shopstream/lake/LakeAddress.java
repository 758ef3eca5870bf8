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
