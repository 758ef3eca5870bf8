package shopstream.lake;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Where a lake is: the catalog that knows its tables, and how its files are reached.
 *
 * @param catalog the class of the catalog
 * @param properties as Iceberg names them
 */
public record LakeAddress(String catalog, Map<String, String> properties) implements Serializable {
    private static final String NAME = "shopstream";

    /** The folder of the tables below the lake's. */
    static final String TABLES = "tables";

    public LakeAddress {
        properties = new TreeMap<>(properties);
    }

    /** A lake in a directory, with a catalog in a file beside the tables; other engines can read both. */
    public static LakeAddress in(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.resolve(TABLES));
        } catch (IOException e) {
            throw new UncheckedIOException("The lake's directory " + absolute + " cannot be created", e);
        }
        return new LakeAddress(
                JdbcCatalog.class.getName(),
                Map.of(
                        CatalogProperties.URI,
                        "jdbc:sqlite:" + absolute.resolve("catalog.db") + "?busy_timeout=20000",
                        "jdbc.schema-version",
                        "V1",
                        CatalogProperties.WAREHOUSE_LOCATION,
                        LocalFiles.location(absolute.resolve(TABLES)),
                        CatalogProperties.FILE_IO_IMPL,
                        LocalFiles.class.getName()));
    }

    /** Opens the catalog; to be closed by who opens it, where it can be. */
    public Catalog open() {
        return CatalogUtil.loadCatalog(catalog, NAME, properties, new Configuration(false));
    }
}
