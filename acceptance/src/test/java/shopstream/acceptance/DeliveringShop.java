package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.StringJoiner;
import org.opentest4j.TestAbortedException;
import shopstream.app.outputs.VectorServer;

/** A running shop in which twenty customers bought something long ago, and that sends what is recommended wherever it can. */
final class DeliveringShop implements AutoCloseable {
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final SmallShop small;
    private final CalledHook hook = new CalledHook();
    private final Optional<VectorServer> vectors = vectorsIfPossible();
    private final RunningShop running;

    DeliveringShop(Path directory) throws IOException, SQLException, InterruptedException {
        small = new SmallShop(directory);
        fill();
        edit(small.configuration());
        running = small.up(directory.resolve("data"));
    }

    private void fill() throws SQLException {
        StringJoiner products = new StringJoiner(", ", "INSERT INTO products VALUES ", "");
        for (int number = 3; number <= 12; number++) {
            products.add("('P" + number + "', 'Thing " + number + "', 'Line " + number % 4
                    + "', '1:1', 'Maker', '', 5, 6.25, 12.00)");
        }
        StringJoiner customers = new StringJoiner(", ", "INSERT INTO customers VALUES ", "");
        StringJoiner orders = new StringJoiner(", ", "INSERT INTO orders VALUES ", "");
        StringJoiner lines = new StringJoiner(", ", "INSERT INTO orderdetails VALUES ", "");
        for (int customer = 100; customer < 120; customer++) {
            customers.add("(" + customer + ", 'Town " + customer + "', NULL, NULL, 'France', "
                    + (customer == 101 ? "NULL" : customer + ".50") + ")");
            // Long ago, so that they are not active by it.
            orders.add("(" + customer + ", '2026-01-05 10:00:00', '2026-01-05 10:00:00', NULL, 'Shipped', NULL, "
                    + customer + ")");
            for (int each = 0; each < 3; each++) {
                lines.add("(" + customer + ", 'P" + (3 + (customer % 2) * 5 + (customer / 2 + each) % 5)
                        + "', 1, 10.00, " + (each + 1) + ")");
            }
        }
        small.execute(products.toString(), customers.toString(), orders.toString(), lines.toString());
    }

    private static Optional<VectorServer> vectorsIfPossible() throws IOException, InterruptedException, SQLException {
        try {
            VectorServer server = VectorServer.start();
            server.execute("CREATE EXTENSION vector");
            return Optional.of(server);
        } catch (TestAbortedException none) {
            return Optional.empty();
        }
    }

    /**
     * The shipped outputs, a webhook and a database with vectors. What is due by itself is left to whoever asks, so that nothing comes
     * between.
     */
    private void edit(Path configuration) throws IOException {
        String text = Files.readString(configuration);
        String added = "    file: true\n    webhook: " + hook.address() + "/popular\n    secret: " + SECRET
                + "\n  embeddings: {url: \""
                + vectors.map(VectorServer::url).orElse("jdbc:postgresql://localhost/none")
                + "\", user: postgres, password: none}";
        String edited = text.replaceFirst("(?m)^    file: true .*$", added)
                .replaceFirst("(?m)^(    recommender: deliver.*\\R)    cron:.*\\R", "$1")
                .replaceFirst("(?m)^(    recommender: popular.*\\R)    cron:.*\\R", "$1");
        assertThat(scheduled(edited)).isEqualTo(scheduled(text) - 2);
        assertThat(edited).contains("webhook: http://localhost");
        Files.writeString(configuration, edited);
    }

    private static long scheduled(String configuration) {
        return configuration
                .lines()
                .filter(line -> line.startsWith("    cron:"))
                .count();
    }

    Path configuration() {
        return small.configuration();
    }

    RunningShop running() {
        return running;
    }

    CalledHook hook() {
        return hook;
    }

    /** Skips the test where this machine cannot have one. */
    VectorServer vectors() {
        assumeThat(vectors).as("Node.js with npm, which brings pgvector").isPresent();
        return vectors.orElseThrow();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        running.close();
        hook.close();
        if (vectors.isPresent()) {
            vectors.get().close();
        }
        small.close();
    }
}
