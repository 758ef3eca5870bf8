package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void aSnapshotStandsBeforeTheChangesStreamedFromItsWatermarkOn() {
        Position lastRow = Position.snapshot(1, 3, 4711, 6, 2, 999);
        assertThat(lastRow).isLessThan(Position.streamed(1, 3, 4711, 0, 0));
        assertThat(lastRow).isGreaterThan(Position.streamed(1, 3, 4710, 5, 1));
        assertThat(Position.streamed(1, 9, 1, 0, 0)).isLessThan(Position.snapshot(2, 3, 0, 0, 0, 0));
    }

    @Test
    void aKeyChangeDeletesBeforeItCreates() {
        assertThat(Position.streamed(1, 3, 4711, 2, 0)).isLessThan(Position.streamed(1, 3, 4711, 2, 1));
        assertThat(Position.streamed(1, 3, 4711, 2, 1)).isLessThan(Position.streamed(1, 3, 4711, 3, 0));
    }

    @Test
    void theTextSortsLikeTheOrderAndReadsBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            positions.add(
                    random.nextBoolean()
                            ? Position.snapshot(
                                    random.nextInt(3),
                                    random.nextInt(12),
                                    random.nextInt(2000),
                                    random.nextInt(12),
                                    random.nextInt(3),
                                    random.nextInt(200))
                            : Position.streamed(
                                    random.nextInt(3),
                                    random.nextInt(12),
                                    random.nextInt(2000),
                                    random.nextInt(200),
                                    random.nextInt(2)));
        }
        List<Position> byOrder = positions.stream().sorted().toList();
        List<Position> byText = positions.stream()
                .sorted(Comparator.comparing(Position::toString))
                .toList();
        assertThat(byText).as("seed %s", seed).isEqualTo(byOrder);
        assertThat(positions)
                .allSatisfy(position ->
                        assertThat(Position.parse(position.toString())).isEqualTo(position));
    }

    @Test
    void theTextIsOfFixedWidth() {
        assertThat(Position.streamed(1, 42, 123_456, 7, 1))
                .hasToString("000001-000000042-000000000123456-t-00000-000000000-000000000007-1");
        assertThat(Position.snapshot(2, 42, 123_456, 3, 4, 5))
                .hasToString("000002-000000042-000000000123456-s-00003-000000004-000000000005-0");
    }

    @Test
    void whatIsNoPositionIsRefused() {
        assertThatThrownBy(() -> Position.parse("4711"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a position: '4711'.");
        assertThatThrownBy(() -> Position.streamed(-1, 0, 0, 0, 0))
                .hasMessageContaining("epoch must lie between 0 and 10^6 - 1, but is -1");
        assertThatThrownBy(() -> Position.streamed(1, 0, 1_000_000_000_000_000L, 0, 0))
                .hasMessageContaining("logOffset");
    }
}
