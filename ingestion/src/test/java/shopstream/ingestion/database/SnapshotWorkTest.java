package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.OpenSnapshot;

class SnapshotWorkTest {
    private static final LogPlace HERE = LogPlace.of("binlog.000001", 4);

    private final SnapshotWork work = new SnapshotWork(
            List.of("small", "large"),
            new OpenSnapshot(
                    1,
                    false,
                    Map.of(
                            "small", new OpenSnapshot.Table(List.of(), 0),
                            "large", new OpenSnapshot.Table(List.of("7"), 7)),
                    Map.of()));

    @Test
    void readingGoesOnBehindTheLastKeyBeforeItIsAppended() throws Exception {
        work.read(next(), chunk("2", false), HERE);
        assertThat(next().after()).containsExactly("2");
        work.read(next(), chunk("4", true), HERE);
        assertThat(next()).isEqualTo(new SnapshotWork.Stretch("large", List.of("7"), 0));

        assertThat(appended()).isEqualTo(new OpenSnapshot.Table(List.of("2"), 1));
        assertThat(appended()).isEqualTo(new OpenSnapshot.Table(List.of("4"), 2));
        assertThat(work.underWay()).isTrue();
        work.read(next(), chunk("9", true), HERE);
        assertThat(appended().rows()).isEqualTo(8);
        assertThat(work.underWay()).isFalse();
    }

    @Test
    void whatWasReadOfATableBeforeItWasTruncatedIsReadAgain() throws Exception {
        work.read(next(), chunk("2", false), HERE);
        work.appended();
        work.read(next(), chunk("4", true), HERE);
        SnapshotWork.Stretch late = new SnapshotWork.Stretch("small", List.of("2"), 0);
        work.voidUnappended("small");

        work.read(late, chunk("4", true), HERE);
        assertThat(work.first()).isEmpty();
        assertThat(next()).isEqualTo(new SnapshotWork.Stretch("small", List.of("2"), 1));
    }

    /** How far the first chunk's table has come, when it is appended now. */
    private OpenSnapshot.Table appended() {
        OpenSnapshot.Table reached = work.reachedBy(work.first().orElseThrow());
        assertThat(work.underWay()).isTrue();
        work.appended();
        return reached;
    }

    private SnapshotWork.Stretch next() throws InterruptedException {
        return work.next().orElseThrow();
    }

    private static Chunk chunk(String last, boolean whole) {
        return new Chunk(List.of(Map.of("id", last)), List.of(last), whole);
    }
}
