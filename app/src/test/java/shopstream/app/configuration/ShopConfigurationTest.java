package shopstream.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.ingestion.database.SnapshotBudget;
import shopstream.transformations.flink.Rebuilding;

class ShopConfigurationTest {
    private static final String SOURCE = """
            source:
              url: jdbc:mariadb://replica/shop
              user: reader
              password: secret
            """;

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    @Test
    void whatIsNotSaidIsAsTheDefaultsAre() throws IOException {
        ShopConfiguration read = read(SOURCE);

        assertThat(said()).isEmpty();
        assertThat(read.snapshot()).isEqualTo(SnapshotBudget.DEFAULT);
        assertThat(read.rebuild()).isEqualTo(Rebuilding.DEFAULT);
        assertThat(read.source().createServerObjects()).isFalse();
    }

    @Test
    void theBudgetOfASnapshotIsRead() throws IOException {
        ShopConfiguration read = read(SOURCE + """
                snapshot:
                  rows-per-second: 2500
                  most-lag: 3m
                  most-busy: 7
                """);

        assertThat(said()).isEmpty();
        assertThat(read.snapshot()).isEqualTo(new SnapshotBudget(2_500, Duration.ofMinutes(3), 7));
    }

    @Test
    void howOftenTheLakeIsCommittedIsReadAndHasItsLimits() throws IOException {
        assertThat(read(SOURCE).lake().commitEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(read(SOURCE + "lake:\n  commit-every: 10s\n").lake().commitEvery())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(said()).isEmpty();

        read(SOURCE + "lake:\n  commit-every: 1h\n");
        assertThat(said())
                .singleElement()
                .asString()
                .contains("The lake cannot be committed every 3600 s", "from 1s to 15m");
    }

    @Test
    void aBudgetInWhichReadingWouldNeverEndIsRefused() throws IOException {
        for (String line : List.of("rows-per-second: 0", "most-lag: 0s", "most-busy: 0")) {
            Problems each = new Problems();
            read(SOURCE + "snapshot:\n  " + line + "\n", each);

            assertThat(each.all())
                    .as(line)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).contains("shop.yaml:", "never ends"));
        }
    }

    @Test
    void misspeltKeysOfTheBudgetAndLagsWithoutAUnitAreNamedWithTheirLine() throws IOException {
        read(SOURCE + """
                snapshot:
                  row-per-second: 5
                  most-lag: 10
                """);

        assertThat(said())
                .anyMatch(problem -> problem.contains("shop.yaml:6") && problem.contains("row-per-second"))
                .anyMatch(problem -> problem.contains("shop.yaml:7") && problem.contains("10"))
                .hasSize(2);
    }

    private ShopConfiguration read(String yaml) throws IOException {
        return read(yaml, problems);
    }

    private ShopConfiguration read(String yaml, Problems into) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.yaml"), yaml);
        return ShopConfiguration.read(file, name -> null, into).orElseThrow();
    }

    private List<String> said() {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
