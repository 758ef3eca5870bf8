package shopstream.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeOnDiskTest extends LakeSuite {
    @Override
    LakeAddress address(Path directory) {
        return LakeAddress.in(directory);
    }

    @Test
    void whatIcebergSaysOfATableOfANewerVersionIsUnderstood(@TempDir Path directory) throws IOException {
        LakeAddress address = LakeAddress.in(directory);
        Path metadata;
        try (JdbcCatalog catalog = (JdbcCatalog) address.open()) {
            catalog.createNamespace(Lake.HISTORY);
            Table table = catalog.createTable(
                    Lake.history("items"), new Schema(NestedField.required(1, "id", IntegerType.get())));
            metadata = LocalFiles.path(
                    ((HasTableOperations) table).operations().current().metadataFileLocation());
        }
        String newer =
                Files.readString(metadata).replaceFirst("\"format-version\"\\s*:\\s*\\d+", "\"format-version\":99");

        // As each loading of the table does; Iceberg itself tries that twenty times, for a minute and a half.
        assertThatThrownBy(() -> TableMetadataParser.fromJson(newer))
                .satisfies(failure -> assertThat(
                                StoreProblem.in(failure).orElseThrow().getMessage())
                        .contains("newer version of Iceberg's format", "99"));
    }

    @Test
    void aTableForWhichMaintenanceFailsHoldsUpNoOther() throws IOException {
        HistoryTable items = lake.history(items("1", ID));
        for (int i = 0; i < 6; i++) {
            append(at(0, i));
        }
        try (JdbcCatalog catalog = (JdbcCatalog) address.open()) {
            catalog.createTable(Lake.history("others"), items.schema());
        }
        String lost = items.files(items.newest().orElseThrow().id()).get(0).location();
        Files.delete(LocalFiles.path(lost));
        List<Maintenance.Done> done = new ArrayList<>();

        assertThatThrownBy(() -> new Maintenance(Maintenance.Keeping.USUAL, Clock.systemUTC()).run(lake, done::add))
                .isInstanceOf(LakeProblem.class)
                .hasMessageStartingWith("Not maintained: items: ")
                .hasMessageContaining(lost.substring(lost.lastIndexOf('/') + 1));
        assertThat(done).containsExactly(new Maintenance.Done("others", 0, 0, 0));
    }

    @Test
    void aFullDiskIsSaid() {
        assertThatThrownBy(() -> {
                    try (OutputStream out =
                            new LocalFiles().newOutputFile("file:/dev/full").createOrOverwrite()) {
                        out.write(1);
                    }
                })
                .satisfies(failure ->
                        assertThat(StoreProblem.in(failure).orElseThrow()).hasMessage("The disk of the lake is full."));
    }

    @Test
    void aLocationIsAPathHoweverOthersSpellIt() {
        assertThat(LocalFiles.path("file:///data/lake")).isEqualTo(Path.of("/data/lake"));
        assertThat(LocalFiles.path("file:/data/lake")).isEqualTo(Path.of("/data/lake"));
        assertThat(LocalFiles.path("/data/lake")).isEqualTo(Path.of("/data/lake"));
    }
}
