package shopstream.warehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.dashboards.Dashboards;

class ExpressionTrialTest {

    @TempDir
    private Path directory;

    private List<Problem> problems(String from, String to) throws IOException {
        String shipped = Files.readString(SampleMarts.DASHBOARDS.resolve("sales.yaml"));
        assertThat(shipped).contains(from);
        Files.writeString(directory.resolve("sales.yaml"), shipped.replace(from, to));
        var problems = new Problems();
        ExpressionTrial.of(
                Dashboards.read(directory, problems), SampleMarts.ALL, List.of(SampleMarts.REGIONS), problems);
        return problems.all();
    }

    @Test
    void theShippedExpressionsCanAllBeComputed() throws IOException {
        assertThat(problems("name: sales", "name: sales")).isEmpty();
    }

    @Test
    void aMeasureThatIsNoSqlIsNamedWithItsLine() throws IOException {
        assertThat(problems("sum(quantity * price)", "sum(quantity * * price)"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("revenue", "cannot be computed");
                    assertThat(problem.place().line()).isGreaterThan(10);
                });
    }

    @Test
    void aMeasureOfTextIsNamed() throws IOException {
        assertThat(problems("sum(quantity)", "sum(status)"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("units", "cannot be computed"));
    }

    @Test
    void aDimensionThatCallsWhatDoesNotExistIsNamed() throws IOException {
        assertThat(problems("expression: regions.region", "expression: uper(regions.region)"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).contains("region"));
    }
}
