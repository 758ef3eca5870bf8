package shopstream.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table of what was delivered owes whatever the lake is kept in. */
abstract class RecommendationSuite extends OpenLake {
    private static final Instant DELIVERED = Instant.parse("2026-11-30T16:10:00.250Z");

    private boolean deliver(int hour) throws IOException {
        return lake.recommendations().append("run " + hour, DELIVERED.plus(Duration.ofHours(hour)), taker -> {
            taker.take(new RecommendationTable.Row("7", 1, "P" + hour, 1));
            taker.take(new RecommendationTable.Row("7", 2, "Q", 0.5));
        });
    }

    private static List<String> rows(Lake of) throws IOException {
        RecommendationTable delivered = of.recommendations();
        Table table = delivered.table();
        List<String> rows = new ArrayList<>();
        for (Path file : delivered.files()) {
            try (CloseableIterable<Record> records = Parquet.read(org.apache.iceberg.Files.localInput(file.toFile()))
                    .project(table.schema())
                    .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                    .build()) {
                records.forEach(row -> rows.add(row.getField("run") + " "
                        + ((OffsetDateTime) row.getField("delivered_at")).toInstant() + " " + row.getField("customer")
                        + " " + row.getField("position") + " " + row.getField("product") + " "
                        + row.getField("score")));
            }
        }
        return rows.stream().sorted().toList();
    }

    @Test
    void aDeliveryIsAddedOnceHoweverOftenItIsSent() throws IOException {
        assertThat(lake.hasRecommendations()).isFalse();
        assertThat(lake.recommendationsIfAny()).isEmpty();

        assertThat(deliver(0)).isTrue();
        assertThat(deliver(0)).isFalse();
        assertThat(deliver(1)).isTrue();
        assertThat(deliver(0)).isFalse();

        assertThat(lake.hasRecommendations()).isTrue();
        assertThat(rows(lake))
                .containsExactly(
                        "run 0 2026-11-30T16:10:00.250Z 7 1 P0 1.0",
                        "run 0 2026-11-30T16:10:00.250Z 7 2 Q 0.5",
                        "run 1 2026-11-30T17:10:00.250Z 7 1 P1 1.0",
                        "run 1 2026-11-30T17:10:00.250Z 7 2 Q 0.5");
        assertThat(lake.recommendations().states().states()).hasSize(2);
        assertThat(lake.recommendations().table().currentSnapshot().summary())
                .containsEntry(RecommendationTable.DELIVERY, "run 1");
        assertThat(lake.datasets()).as("it is nobody's history").isEmpty();
    }

    @Test
    void aDeliveryThatDiesBeforeItsCommitIsNotThere() throws IOException {
        deliver(0);
        assertThatThrownBy(() -> lake.recommendations().append("run 1", DELIVERED, taker -> {
                    taker.take(new RecommendationTable.Row("7", 1, "P", 1));
                    throw new IOException("the records cannot be read");
                }))
                .isInstanceOf(IOException.class);
        assertThat(rows(lake)).hasSize(2);
        assertThat(deliver(1)).isTrue();
        assertThat(rows(lake)).hasSize(4);
    }

    @Test
    void whatItsStatesHaveForgottenItsRowsStillKnow() throws IOException {
        for (int hour = 0; hour < 14; hour++) {
            deliver(hour);
        }
        List<String> before = rows(lake);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));

        List<Maintenance.Done> done = new Maintenance(Maintenance.Keeping.USUAL, later).run(lake);

        assertThat(done).singleElement().satisfies(each -> {
            assertThat(each.dataset()).isEqualTo("outputs.recommendations_delivered");
            assertThat(each.filesFewer()).isPositive();
            assertThat(each.statesFewer()).isPositive();
        });
        RecommendationTable table = lake.recommendations();
        assertThat(table.table().snapshots())
                .noneMatch(state -> "run 0".equals(state.summary().get(RecommendationTable.DELIVERY)));
        assertThat(deliver(0)).isFalse();
        assertThat(deliver(13)).isFalse();
        assertThat(rows(lake)).isEqualTo(before);
        assertThat(deliver(14)).isTrue();
    }

    @Test
    void aBackupHoldsIt(@TempDir Path elsewhere) throws IOException {
        lake.history(items("1", ID));
        append(at(0, 5));
        deliver(0);
        deliver(1);
        Path backup = elsewhere.resolve("backup");

        assertThat(LakeBackup.take(lake, backup, Clock.systemUTC())).isEqualTo(5);
        new LakeRestoration(backup).verify();
        assertThat(new LakeRestoration(backup).into(LakeAddress.in(elsewhere.resolve("lake"))))
                .isEqualTo(5);

        try (Lake restored = Lake.open(LakeAddress.in(elsewhere.resolve("lake")))) {
            assertThat(rows(restored)).isEqualTo(rows(lake));
            assertThat(restored.datasets()).containsExactly("items");
            assertThat(restored.recommendations().append("run 0", DELIVERED, taker -> {}))
                    .as("what was delivered before the backup")
                    .isFalse();
        }
    }

    @Test
    void aDeliveryToNobodyLeavesAStateThatSaysSo() throws IOException {
        assertThat(lake.recommendations().append("empty", DELIVERED, taker -> {}))
                .isTrue();
        assertThat(lake.recommendations().append("empty", DELIVERED, taker -> {}))
                .isFalse();
        assertThat(rows(lake)).isEmpty();
        assertThat(lake.recommendations().files()).isEmpty();
    }
}
