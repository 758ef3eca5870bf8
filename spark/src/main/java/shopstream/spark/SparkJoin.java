package shopstream.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalog.Table;
import org.apache.spark.sql.types.StructField;

/** Asks a query of the datasets of a lake, as they are now, and writes what comes of it as Parquet files. */
public final class SparkJoin {
    private static final String CATALOG = "shopstream";
    private static final String HISTORY = CATALOG + ".history";

    /** Columns with this prefix tell about a change; the others are the dataset's. */
    private static final String OF_THE_CHANGE = "__";

    private SparkJoin() {}

    /**
     * Prints how many seconds the query took, without Spark's own start.
     *
     * @param arguments the lake's directory, the file with the query, and the folder to write, which must not be there yet
     */
    public static void main(String[] arguments) throws IOException, AnalysisException {
        String query = Files.readString(Path.of(arguments[1]));
        try (SparkSession spark = session(Path.of(arguments[0]).toAbsolutePath())) {
            long begun = System.nanoTime();
            for (Table table : spark.catalog().listTables(HISTORY).collectAsList()) {
                current(spark, table.name());
            }
            spark.sql(query).write().option("compression", "snappy").parquet(arguments[2]);
            System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - begun) / 1e9);
        }
    }

    private static SparkSession session(Path lake) {
        String catalog = "spark.sql.catalog." + CATALOG;
        return SparkSession.builder()
                .master("local[*]")
                .appName("join")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                // As many as a small machine has use for; the default of 200 is meant for a cluster.
                .config("spark.sql.shuffle.partitions", "8")
                .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .config(catalog, "org.apache.iceberg.spark.SparkCatalog")
                .config(catalog + ".type", "jdbc")
                .config(catalog + ".uri", "jdbc:sqlite:" + lake.resolve("catalog.db"))
                .config(catalog + ".jdbc.schema-version", "V1")
                .config(catalog + ".warehouse", "file:" + lake.resolve("tables"))
                .getOrCreate();
    }

    /** A view, under the dataset's name, over the newest version of each row that was not deleted. */
    private static void current(SparkSession spark, String dataset) {
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (StructField field : spark.table(HISTORY + "." + dataset).schema().fields()) {
            if (!field.name().startsWith(OF_THE_CHANGE)) {
                values.add(field.name());
                if (!field.nullable()) {
                    keys.add(field.name());
                }
            }
        }
        spark.sql("CREATE TEMPORARY VIEW " + dataset + " AS SELECT " + String.join(", ", values)
                + " FROM (SELECT *, row_number() OVER (PARTITION BY " + String.join(", ", keys)
                + " ORDER BY __position DESC) AS __number FROM " + HISTORY + "." + dataset
                + ") WHERE __number = 1 AND __op <> 'd'");
    }
}
