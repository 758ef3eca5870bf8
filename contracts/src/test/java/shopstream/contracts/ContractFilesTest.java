package shopstream.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class ContractFilesTest {
    private static final String VALID = """
            apiVersion: v3.1.0
            kind: DataContract
            id: shop-sales
            version: 2.1.0
            status: active
            name: Sales
            description:
              purpose: What was sold.
            team:
              members: [{username: ada}]
            tags: [sales]
            servers: [{server: prod, type: mysql}]
            slaProperties: [{property: latency, value: 1, unit: s}]
            customProperties:
              - property: partitions
                value: 4
              - property: zone
                value: Europe/Berlin
            schema:
              - name: sales
                physicalName: tbl_sales
                logicalType: object
                physicalType: table
                description: One row a sale.
                properties:
                  - name: code
                    logicalType: string
                    physicalType: varchar(15)
                    primaryKey: true
                    primaryKeyPosition: 2
                    logicalTypeOptions: {minLength: 1, maxLength: 12, pattern: "[A-Z0-9_]+"}
                  - name: number
                    physicalName: saleNumber
                    logicalType: integer
                    physicalType: int
                    primaryKey: true
                    primaryKeyPosition: 1
                  - name: price
                    logicalType: number
                    physicalType: decimal(10,2)
                    required: true
                    logicalTypeOptions: {exclusiveMinimum: 0, maximum: 999.99}
                  - name: channel
                    logicalType: string
                    classification: internal
                    unique: false
                    quality:
                      - type: library
                        metric: invalidValues
                        arguments:
                          validValues: [web, shop]
                        mustBe: 0
                  - name: sold
                    logicalType: timestamp
                    physicalType: datetime(3)
                  - name: day
                    logicalType: date
                  - name: gift
                    logicalType: boolean
                  - name: stock
                    logicalType: integer
                    physicalType: smallint unsigned
            """;

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void aContractOfTheStandardBecomesADefinition() throws IOException {
        Files.writeString(folder.resolve("sales.yaml"), VALID);
        Files.writeString(folder.resolve("README.md"), "Not a contract.");
        List<Contract> contracts = ContractFiles.read(folder, problems);
        assertThat(problems.all()).isEmpty();
        Contract contract = contracts.get(0);
        assertThat(contract.dataset()).isEqualTo("sales");
        assertThat(contract.versionedId()).isEqualTo("shop-sales@2.1.0");
        assertThat(contract.physicalName()).isEqualTo("tbl_sales");
        assertThat(contract.partitions()).hasValue(4);
        assertThat(contract.zone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(contract.description()).isEqualTo("One row a sale.");
        assertThat(contract.key()).extracting(Column::name).containsExactly("number", "code");
        assertThat(contract.column("number"))
                .get()
                .extracting(Column::physicalName)
                .isEqualTo("saleNumber");
        assertThat(contract.columns())
                .extracting(Column::type)
                .containsExactly(
                        new ColumnType.Text(15),
                        new ColumnType.Whole(32),
                        new ColumnType.Decimal(10, 2),
                        new ColumnType.Text(Integer.MAX_VALUE),
                        new ColumnType.Moment(3),
                        new ColumnType.Day(),
                        new ColumnType.Flag(),
                        new ColumnType.Whole(32));
        assertThat(contract.column("price").orElseThrow()).satisfies(price -> {
            assertThat(price.required()).isTrue();
            assertThat(price.rules().minimum()).contains(BigDecimal.ZERO);
            assertThat(price.rules().minimumExcluded()).isTrue();
            assertThat(price.rules().maximum()).contains(new BigDecimal("999.99"));
            assertThat(price.place().line()).isEqualTo(38);
        });
        assertThat(contract.column("channel").orElseThrow().rules().allowed()).containsOnly("web", "shop");
        assertThat(contract.column("channel").orElseThrow().classification()).contains("internal");
    }

    @Test
    void everyMistakeIsReportedWithItsLineAndTheContractIsLeftOut() throws IOException {
        Files.writeString(folder.resolve("sales.yaml"), """
                apiVersion: v2.2.0
                kind: DataContract
                id: shop-sales
                status: active
                schema:
                  - name: "sales lines"
                    properties:
                      - name: price
                        logicalType: numbr
                        requird: true
                      - name: amount
                        logicalType: number
                      - name: code
                        logicalType: string
                        logicalTypeOptions: {minimum: 3, pattern: "["}
                      - name: code
                        logicalType: integer
                        logicalTypeOptions: {multipleOf: 5}
                """);
        assertThat(ContractFiles.read(folder, problems)).isEmpty();
        assertThat(problems.all())
                .extracting(problem -> problem.place().line() + " " + problem.message() + " " + problem.nextStep())
                .containsExactlyInAnyOrder(
                        "1 The contract is written in version `v2.2.0` of the standard. Write it in version v3.1.0 of the"
                                + " Open Data Contract Standard.",
                        "1 The key `version` is missing. Add `version: …` here.",
                        "6 The dataset's name `sales lines` cannot name a topic. Use letters, digits, - and _ only.",
                        "9 The logical type `numbr` is not supported. Did you mean `number`?",
                        "10 The key `requird` is not known here. Did you mean `required`?",
                        "11 A number needs to say how many digits it has. Add `physicalType: decimal(10,2)` with its"
                                + " digits in all and after the point.",
                        "15 The pattern `[` is not a regular expression: Unclosed character class. Correct it; it must"
                                + " match the whole value.",
                        "15 The key `minimum` is not known here. Known here: format, maxLength, minLength,"
                                + " pattern.",
                        "18 The key `multipleOf` is not known here. Known here: exclusiveMaximum, exclusiveMinimum,"
                                + " format, maximum, minimum.",
                        "16 The column `code` is described a second time. Keep one of the two.",
                        "7 The table `sales lines` has no primary key. Mark its columns with `primaryKey: true` and"
                                + " `primaryKeyPosition`.");
    }

    @Test
    void aDatasetHasOneContract() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), VALID);
        Files.writeString(folder.resolve("b.yml"), VALID);
        assertThat(ContractFiles.read(folder, problems)).hasSize(1);
        assertThat(problems.all())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("The dataset `sales` has a contract already, in " + folder.resolve("a.yaml") + ":20.");
    }

    @Test
    void aMissingFolderIsAProblem() {
        assertThat(ContractFiles.read(folder.resolve("nowhere"), problems)).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).startsWith("The folder of contracts cannot be read"));
    }

    @Test
    void oneBrokenContractDoesNotHideTheOthers() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "kind: [\n");
        Files.writeString(folder.resolve("b.yaml"), VALID);
        assertThat(ContractFiles.read(folder, problems))
                .extracting(Contract::dataset)
                .containsExactly("sales");
        assertThat(problems.none()).isFalse();
    }
}
