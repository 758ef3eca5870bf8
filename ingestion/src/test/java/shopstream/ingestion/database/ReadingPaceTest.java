package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingPaceTest {
    @Test
    void whereLittleIsAllowedLittleIsReadAtOnceAndRestedAfter() {
        ReadingPace pace = new ReadingPace(100);
        assertThat(pace.rowsAtOnce()).isEqualTo(20);
        assertThat(pace.taken(20)).isBetween(150L, 200L);
        assertThat(pace.taken(20)).isBetween(340L, 400L);
    }

    @Test
    void narrowRowsAreReadManyAtATimeAndWideOnesFew() {
        ReadingPace pace = new ReadingPace(1_000_000);
        int first = pace.rowsAtOnce();
        pace.learn(chunk(first, "x"));
        assertThat(pace.rowsAtOnce()).isEqualTo(first * 4);
        pace.learn(chunk(100, "x".repeat(1 << 20)));
        assertThat(pace.rowsAtOnce()).isEqualTo(4);
    }

    private static Chunk chunk(int rows, String text) {
        return new Chunk(Collections.nCopies(rows, Map.of("text", text)), List.of("1"), false);
    }
}
