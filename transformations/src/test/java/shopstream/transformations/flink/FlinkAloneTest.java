package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkAloneTest {
    @TempDir
    private Path directory;

    @Test
    void theShippedMartRunsOverGeneratedRowsToTheirEnd() throws InterruptedException {
        double perSecond = FlinkAlone.rowsPerSecond(Shop.models(), Shop.contracts(), "sales_lines", 2_000, directory);
        assertThat(perSecond).isFinite().isPositive();
    }

    @Test
    void aMartThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> FlinkAlone.rowsPerSecond(Shop.models(), Shop.contracts(), "sale_lines", 1, directory))
                .hasMessageContaining("sale_lines");
    }
}
