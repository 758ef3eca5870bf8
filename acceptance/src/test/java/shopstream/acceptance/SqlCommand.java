package shopstream.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** {@code ./shopstream sql} on a data directory. */
final class SqlCommand {
    /** Of the lake and of a mart. */
    static final String OF_ALL = "SELECT c.country, o.status, count(*) FROM lake.orders o JOIN customers c"
            + " ON c.customer_number = o.\"customerNumber\" GROUP BY ALL ORDER BY ALL";

    private final Path directory;

    /** @param directory in which the data lies */
    SqlCommand(Path directory) {
        this.directory = directory;
    }

    OneCommand.Ended asks(String question) throws IOException, InterruptedException {
        return OneCommand.run(
                directory,
                Map.of(),
                "sql",
                question,
                "--format",
                "csv",
                "--shop",
                "../shop",
                "--data",
                directory.resolve("data").toString());
    }
}
