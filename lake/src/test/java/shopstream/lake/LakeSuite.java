package shopstream.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.LakeTable;
import shopstream.contracts.Rules;

/** What a lake owes whatever it is kept in. */
abstract class LakeSuite extends OpenLake {
    @Test
    void aHistoryGetsTheColumnsThatItsContractHasBeyondIt() {
        lake.history(items("1", ID, column("price", new ColumnType.Decimal(6, 2), 0)));

        lake.history(items(
                "2",
                column("id", new ColumnType.Whole(64), 1),
                column("price", new ColumnType.Decimal(10, 2), 0),
                column("gift", new ColumnType.Flag(), 0)));

        assertThat(lake.historyOf("items").schema().columns())
                .extracting(NestedField::name, field -> field.type().toString(), NestedField::isOptional)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("id", "long", false),
                        org.assertj.core.groups.Tuple.tuple("price", "decimal(10, 2)", true),
                        org.assertj.core.groups.Tuple.tuple("gift", "boolean", true));
    }

    @Test
    void whatAContractNarrowsOrLeavesOutStaysAsItIs() {
        lake.history(items("1", column("id", new ColumnType.Whole(64), 1), column("price", new ColumnType.Day(), 0)));

        lake.history(items("2", ID));

        assertThat(lake.historyOf("items").schema().findType("id")).hasToString("long");
        assertThat(lake.historyOf("items").schema().findType("price")).hasToString("date");
    }

    @Test
    void whatWouldNeedRewritingIsRefusedWithAWayOut() {
        lake.history(items("1.0.0", ID, column("price", new ColumnType.Whole(32), 0)));

        assertThatThrownBy(() -> lake.history(items("2.0.0", ID, column("price", new ColumnType.Text(9), 0))))
                .isInstanceOf(LakeProblem.class)
                .hasMessage(
                        "The column `price` of the lake's items holds int, and the contract test-items@2.0.0 now says"
                                + " string.")
                .extracting(problem -> ((LakeProblem) problem).nextStep())
                .asString()
                .startsWith("What was written is not rewritten: give the column a new name in the contract");
    }

    @Test
    void otherPartitionsOfAContractAreThoseOfNewFilesAndNothingIsRewritten() throws IOException {
        HistoryTable items = lake.history(items("1", ID));
        append(at(0, 1), at(1, 2));
        List<HistoryTable.DataFile> before =
                items.files(items.newest().orElseThrow().id());

        lake.history(
                items("2", List.of(new LakeTable.Partition("id", LakeTable.Division.BUCKET, OptionalInt.of(4))), ID));
        append(at(0, 3));
        List<HistoryTable.DataFile> after =
                items.files(items.newest().orElseThrow().id());
        assertThat(after).hasSize(2).containsAll(before);
        assertThat(after).extracting(HistoryTable.DataFile::division).contains("", "id_bucket=" + bucketOfSeven());
        assertThat(items.held()).isEqualTo(Map.of(0, 4L, 1, 3L));

        lake.history(items("3", ID));
        append(at(0, 4));
        assertThat(items.files(items.newest().orElseThrow().id()))
                .hasSize(3)
                .containsAll(after)
                .filteredOn(file -> file.division().isEmpty())
                .hasSize(2);
    }

    private static int bucketOfSeven() {
        return Transforms.bucket(4).bind(Types.IntegerType.get()).apply(7);
    }

    @Test
    void aDatasetWithoutAHistoryIsSaidWithThoseThatHaveOne() {
        lake.history(items("1", ID));

        assertThatThrownBy(() -> lake.historyOf("orders"))
                .isInstanceOf(LakeProblem.class)
                .hasMessage("The lake has no history of `orders`.")
                .extracting(problem -> ((LakeProblem) problem).nextStep())
                .isEqualTo("There are: items.");
    }

    @Test
    void whatIsHeldIsTheNewestRowOfEachPartitionInWhateverFileItIs() throws IOException {
        HistoryTable items = lake.history(items("1", ID));
        assertThat(items.held()).isEmpty();

        append(at(0, 5), at(1, 90));
        append(at(1, 91), at(1, 92));
        append(at(0, 6), at(0, 7));
        assertThat(items.held()).isEqualTo(Map.of(0, 8L, 1, 93L));

        // As compaction leaves it: the newest file holds older rows.
        append(at(0, 1), at(1, 40));
        assertThat(items.held()).isEqualTo(Map.of(0, 8L, 1, 93L));
        append(at(0, 100), at(1, 41));
        assertThat(items.held()).isEqualTo(Map.of(0, 101L, 1, 93L));
        assertThat(items.states()).hasSize(5);
        assertThat(items.newest().orElseThrow().rows()).isEqualTo(10);
    }

    @Test
    void maintenancePutsFilesTogetherLetsStatesGoAndRemovesWhatNothingNames() throws IOException {
        HistoryTable items = lake.history(items("1", ID));
        for (int i = 0; i < 20; i++) {
            append(at(i % 2, i), at(i % 2, 100 + i));
        }
        List<String> before = rows();
        FileIO io = address.open().loadTable(Lake.history("items")).io();
        String written = items.files(items.newest().orElseThrow().id()).get(0).location();
        String orphan = written.substring(0, written.lastIndexOf('/')) + "/00000-killed.parquet";
        try (OutputStream killed = io.newOutputFile(orphan).create()) {
            killed.write("not committed".getBytes(StandardCharsets.UTF_8));
        }
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(4));

        assertThat(new Maintenance(keeping(7, 7), later).run(lake))
                .containsExactly(new Maintenance.Done("items", 19, 0, 0));
        assertThat(items.states()).hasSize(21);
        assertThat(io.newInputFile(orphan).exists()).isTrue();

        // What a training set was built from stays while the states around it are let go.
        long builtFrom = items.states().get(4).id();
        items.keep(builtFrom, Instant.now());
        items.keep(builtFrom, Instant.now());
        assertThat(new Maintenance(keeping(3, 7), later).run(lake))
                .singleElement()
                .satisfies(done -> assertThat(done.statesFewer()).isEqualTo(10));
        assertThat(items.states())
                .extracting(HistoryTable.State::id)
                .hasSize(11)
                .contains(builtFrom);
        assertThat(items.files(builtFrom))
                .hasSize(5)
                .allMatch(file -> io.newInputFile(file.location()).exists());
        // Built from once more, it stays as long again, however old it is.
        items.keep(builtFrom, later.instant());
        new Maintenance(new Maintenance.Keeping(Duration.ofDays(3), Duration.ofDays(3), Duration.ofDays(30)), later)
                .run(lake);
        assertThat(items.states()).extracting(HistoryTable.State::id).contains(builtFrom);
        later = Clock.offset(later, Duration.ofDays(4));
        // Where a server keeps the catalog, what only the states let go had named may be left for this too.
        assertThat(new Maintenance(keeping(3, 3), later).run(lake))
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.filesFewer()).isZero();
                    assertThat(done.statesFewer()).isEqualTo(1);
                    assertThat(done.orphans()).isPositive();
                });
        assertThat(io.newInputFile(orphan).exists()).isFalse();
        assertThat(rows()).isEqualTo(before);
        assertThat(items.newest().orElseThrow().files()).isEqualTo(1);
        assertThat(items.held()).isEqualTo(Map.of(0, 119L, 1, 120L));
        append(at(0, 200));
        assertThat(items.held()).isEqualTo(Map.of(0, 201L, 1, 120L));
        for (HistoryTable.State state : items.states()) {
            assertThat(items.files(state.id()))
                    .allMatch(file -> io.newInputFile(file.location()).exists());
        }
    }

    @Test
    void tidyingUpATableLeavesAnotherAloneWhoseNameBeginsTheSame() throws IOException {
        lake.history(items("1", ID));
        append(at(0, 1));
        lake.history(named("items_old"));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(4));

        new Maintenance(keeping(3, 3), later).run(lake);

        assertThat(lake.historyOf("items_old").newest()).isEmpty();
        assertThat(lake.historyOf("items").newest().orElseThrow().rows()).isEqualTo(1);
    }

    @Test
    void aColumnThatBecomesPersonalIsHiddenThoughItWasKeptBefore() {
        Column name = column("name", new ColumnType.Text(20), 0);
        lake.history(items("1", ID, name));
        Column personal = new Column(
                name.name(), name.name(), name.type(), false, 0, Rules.NONE, "", Optional.of("personal"), NOWHERE);

        assertThat(lake.history(items("2", ID, personal)).values())
                .extracting(HistoryTable.ValueColumn::name)
                .containsExactly("id");
        assertThat(lake.historyOf("items").values())
                .extracting(HistoryTable.ValueColumn::name)
                .containsExactly("id");
        assertThat(lake.history(items("3", ID, name)).values()).hasSize(2);
    }

    private static Maintenance.Keeping keeping(int days, int builtFromDays) {
        return new Maintenance.Keeping(
                Duration.ofDays(days), Duration.ofDays(builtFromDays), Duration.ofDays(builtFromDays));
    }

    @Test
    void aBackupHoldsEveryRowAndARestoredLakeKnowsThatItsLogIsAnotherOne(@TempDir Path elsewhere) throws IOException {
        HistoryTable items = lake.history(items("1", ID));
        items.requireWrittenFrom("first log");
        append(at(0, 5), at(1, 90));
        lake.history(items(
                "2",
                List.of(new LakeTable.Partition("id", LakeTable.Division.BUCKET, OptionalInt.of(4))),
                ID,
                column("gift", new ColumnType.Flag(), 0)));
        append(at(0, 7));
        Path backup = elsewhere.resolve("backup");

        assertThat(LakeBackup.take(lake, backup, Clock.systemUTC())).isEqualTo(3);
        new LakeRestoration(backup).verify();
        assertThat(new LakeRestoration(backup).into(LakeAddress.in(elsewhere.resolve("lake"))))
                .isEqualTo(3);

        try (Lake restored = Lake.open(LakeAddress.in(elsewhere.resolve("lake")))) {
            HistoryTable again = restored.historyOf("items");
            assertThat(again.newest().orElseThrow().rows()).isEqualTo(3);
            assertThat(again.values())
                    .extracting(HistoryTable.ValueColumn::name)
                    .containsExactly("id", "gift");
            assertThat(again.held()).isEqualTo(Map.of(0, 0L, 1, 0L));
            assertThat(again.restoredTo()).isEqualTo(Map.of(0, "p7", 1, "p90"));
            again.requireWrittenFrom("another log");
            assertThatThrownBy(() -> again.requireWrittenFrom("first log"))
                    .isInstanceOf(LakeProblem.class)
                    .hasMessageContaining("was written from another log than this one");
            // A backup of what was restored, before anything came, is the same again.
            assertThat(LakeBackup.take(restored, elsewhere.resolve("second"), Clock.systemUTC()))
                    .isEqualTo(3);
            new LakeRestoration(elsewhere.resolve("second")).into(LakeAddress.in(elsewhere.resolve("third")));
        }
        try (Lake third = Lake.open(LakeAddress.in(elsewhere.resolve("third")))) {
            assertThat(third.historyOf("items").restoredTo()).isEqualTo(Map.of(0, "p7", 1, "p90"));
        }
        Path rows = backup.resolve("items/000000.parquet");
        byte[] bytes = Files.readAllBytes(rows);
        bytes[bytes.length / 2] ^= 1;
        Files.write(rows, bytes);
        assertThatThrownBy(() -> new LakeRestoration(backup).verify())
                .isInstanceOf(LakeProblem.class)
                .hasMessage("The file " + rows + " is damaged or missing.");
    }
}
