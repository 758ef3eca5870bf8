package shopstream.warehouse.training;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The rows of a set's Parquet files, whoever wrote them. @param checksum as in {@link Manifest} */
public record WrittenSet(long rows, String checksum) {

    /** @param folder with the files, and folders of files below it where they are divided */
    public static WrittenSet of(TrainingSet set, Path folder) {
        String files = Sql.text(folder.resolve("**/*.parquet").toString());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return Sql.one(
                    connection,
                    "SELECT count(*), " + RowChecksum.of(set) + " FROM read_parquet(" + files + ", hive_partitioning = "
                            + !set.partitions().isEmpty() + ")",
                    row -> new WrittenSet(row.getLong(1), row.getString(2)));
        } catch (SQLException e) {
            throw new TrainingProblem(
                    "The files in " + folder + " cannot be read: " + e.getMessage(),
                    "Name the folder of a set that was built as Parquet.",
                    e);
        }
    }
}
