package shopstream.warehouse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;

class TrainingFilesTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void theShippedSetsAreReadWithoutAProblem() {
        List<TrainingSet> sets = TrainingFiles.read(Path.of("../shop/training"), problems);

        assertThat(problems.all()).isEmpty();
        assertThat(sets)
                .extracting(TrainingSet::name)
                .containsExactly(
                        "customer_features",
                        "interactions",
                        "product_features",
                        "ratings_ml_training",
                        "sales_as_ordered");
        assertThat(sets).allSatisfy(set -> assertThat(set.sql()).doesNotEndWith(";"));
    }

    @Test
    void aShopWithoutTheFolderHasNoSets() {
        assertThat(TrainingFiles.read(folder.resolve("missing"), problems)).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void everyMistakeIsSaidWithItsPlaceAndTheSetIsLeftOut() throws IOException {
        Files.writeString(folder.resolve("lonely.sql"), "SELECT 1");
        Files.writeString(folder.resolve("wrong.sql"), "SELECT 1 AS id;");
        Files.writeString(folder.resolve("wrong.yaml"), """
                description: Everything is wrong with it.
                key: [number]
                partition: [id]
                compression: gzip
                columns:
                  - { name: id, type: serial }
                  - { name: ID, type: int }
                """);

        assertThat(TrainingFiles.read(folder, problems)).isEmpty();
        assertThat(problems.all())
                .extracting(problem -> problem.place().file().getFileName() + ":"
                        + problem.place().line() + " " + problem.message() + " " + problem.nextStep())
                .containsExactly(
                        "lonely.sql:1 The training set lonely has no description. Write lonely.yaml beside it, with"
                                + " description and columns.",
                        "wrong.yaml:6 The type of `id` is `serial`. Write smallint, int, bigint, decimal(10,2), double,"
                                + " boolean, date, timestamp or varchar(50).",
                        "wrong.yaml:7 The column `ID` is there twice. Keep one of the two.",
                        "wrong.yaml:2 The key names `number`, which is no column of wrong. Its columns are id, ID.",
                        "wrong.yaml:4 The compression is `gzip`. Write one of snappy, zstd.");
    }

    @Test
    void somethingMustBeLeftToWriteIntoTheFolders() throws IOException {
        Files.writeString(folder.resolve("all.sql"), "SELECT 1 AS id");
        Files.writeString(
                folder.resolve("all.yaml"),
                "description: All divide.\npartition: [id]\ncolumns:\n  - { name: id, type: int }\n");

        assertThat(TrainingFiles.read(folder, problems)).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).startsWith("Every column of all divides its files"));
    }
}
