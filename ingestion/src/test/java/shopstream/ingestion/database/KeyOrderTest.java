package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    @Test
    void rowsBehindAKeyOfSeveralColumnsAreAskedForColumnByColumn() {
        assertThat(KeyOrder.behind(List.of("a", "b", "c")))
                .isEqualTo("((a > ?) OR (a = ? AND b > ?) OR (a = ? AND b = ? AND c > ?))");
        assertThat(KeyOrder.parameters(3)).containsExactly(0, 0, 1, 0, 1, 2);
    }
}
