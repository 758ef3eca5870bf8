package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.LakeTable.Division;
import shopstream.contracts.LakeTable.Partition;
import shopstream.contracts.yaml.Problems;

class LakeReadingTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private List<Contract> contracts(String lake, String partitionOfSold, String partitionOfCity) throws IOException {
        Files.writeString(folder.resolve("sales.yaml"), """
                apiVersion: v3.1.0
                kind: DataContract
                id: shop-sales
                version: 2.1.0
                status: active
                schema:
                  - name: sales
                    customProperties: [%s]
                    properties:
                      - name: number
                        logicalType: integer
                        primaryKey: true
                        partitioned: true
                        partitionKeyPosition: 2
                        customProperties: [{property: partitionTransform, value: "bucket[8]"}]
                      - name: sold
                        logicalType: timestamp
                        %s
                      - name: city
                        logicalType: string
                        classification: personal
                        %s
                """.formatted(lake, partitionOfSold, partitionOfCity));
        return ContractFiles.read(folder, problems);
    }

    private static String partitioned(String transform) {
        return "partitioned: true\n        partitionKeyPosition: 1\n        customProperties: [{property:"
                + " partitionTransform, value: \"" + transform + "\"}]";
    }

    private static final String HISTORY = "{property: lake, value: history}";

    @Test
    void aDatasetThatIsNotMarkedStaysOutOfTheLake() throws IOException {
        assertThat(contracts("", "", ""))
                .singleElement()
                .satisfies(contract -> assertThat(contract.lake()).isEmpty());
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void filesAreDividedInTheOrderOfThePositions() throws IOException {
        assertThat(contracts(HISTORY, partitioned("month"), "")
                        .get(0)
                        .lake()
                        .orElseThrow()
                        .partitions())
                .containsExactly(
                        new Partition("sold", Division.MONTH, OptionalInt.empty()),
                        new Partition("number", Division.BUCKET, OptionalInt.of(8)));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void whatCannotDivideIsSaidWithItsPlace() throws IOException {
        contracts("{property: lake, value: always}", partitioned("fortnight"), partitioned("identity"));
        assertThat(problems.all())
                .extracting(problem -> problem.message() + " " + problem.nextStep())
                .containsExactly(
                        "The partitionTransform of `sold` is `fortnight`. Write one of identity, year, month, day, hour,"
                                + " bucket[16], truncate[16].",
                        "The column `city` is personal and divides the files of the lake. Divide them by another column:"
                                + " what is personal stays out of the lake.",
                        "The property lake has the value `always`. Write `history`: every version of every row is kept."
                                + " Leave the property out where nothing is.");
        assertThat(problems.all())
                .allSatisfy(problem -> assertThat(problem.place().line()).isGreaterThan(7));
    }

    @Test
    void aKeyThatIsPersonalKeepsTheDatasetOutOfTheLake() throws IOException {
        contracts(HISTORY, "", "primaryKey: true");
        assertThat(problems.all())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "The key column `city` is personal, and stays out of the lake, which could not tell the"
                                + " rows apart without it.");
    }

    @Test
    void theKindOfTheValuesMustSuit() throws IOException {
        contracts(HISTORY, partitioned("truncate[4]"), "");
        contracts(HISTORY, partitioned("bucket[0]"), "");
        assertThat(problems.all())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "The column `sold` cannot be divided by `truncate[4]`: its values are of another kind.",
                        "The partitionTransform of `sold` is `bucket[0]`.");
    }
}
