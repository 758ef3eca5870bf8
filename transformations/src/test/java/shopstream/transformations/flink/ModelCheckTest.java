package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.model.ModelFiles;

class ModelCheckTest {
    @TempDir
    private Path models;

    @Test
    void anUnknownColumnIsToldWithItsLineAndTheNearest() throws Exception {
        Shop.copy(models);
        Shop.replace(models.resolve("staging/stg_orders.sql"), "  TRIM(status)", "  TRIM(statsu)");
        assertThat(check()).singleElement().satisfies(problem -> {
            assertThat(problem.place().file()).hasFileName("stg_orders.sql");
            assertThat(problem.place().line()).isEqualTo(5);
            assertThat(problem.message()).contains("Column 'statsu' not found", "column 8");
            assertThat(problem.nextStep()).isEqualTo("Did you mean status?");
        });
    }

    @Test
    void everythingWrongIsToldAtOnce() throws Exception {
        Shop.copy(models);
        Shop.replace(models.resolve("marts/customers.sql"), "FROM stg_customers", "FROM stg_custmers");
        Shop.replace(
                models.resolve("marts/products.yaml"),
                "name: buy_price, type: \"DECIMAL(10,2)\"",
                "name: buy_price, type: BIGINT");
        Shop.replace(models.resolve("marts/sales_lines.sql"), "JOIN stg_orders", "JON stg_orders");
        assertThat(check())
                .extracting(Problem::toString)
                .hasSize(3)
                .anySatisfy(text -> assertThat(text)
                        .contains("customers.sql:2", "Object 'stg_custmers' not found", "stg_customers"))
                .anySatisfy(text -> assertThat(text)
                        .contains("products.yaml:7", "declared BIGINT, the SELECT gives DECIMAL(10, 2)"))
                .anySatisfy(text -> assertThat(text).contains("sales_lines.sql"));
    }

    @Test
    void aMaterializerIsAProblemUntilItIsAccepted() throws Exception {
        Shop.copy(models);
        Shop.replace(models.resolve("marts/sales_lines.sql"), "line.order_number,", "header.order_number,");
        Shop.replace(models.resolve("marts/sales_lines.sql"), "\nJOIN", "\nJOIN stg_customers AS c ON TRUE JOIN");
        assertThat(check())
                .extracting(Problem::message)
                .anySatisfy(text -> assertThat(text).contains("SinkUpsertMaterializer"));
        Path yaml = models.resolve("marts/sales_lines.yaml");
        Files.writeString(yaml, Files.readString(yaml) + "accepts:\n  materializer: few rows\n");
        assertThat(check()).isEmpty();
    }

    @Test
    void anOuterJoinOfChangingTablesIsAProblem() throws Exception {
        Shop.copy(models);
        Shop.replace(models.resolve("marts/sales_lines.sql"), "\nJOIN", "\nLEFT JOIN");
        assertThat(check())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("sales_lines", "outer join"));
    }

    @Test
    void theFirstOfAddedRowsByTwoColumnsIsAProblemAndByOneDescendingIsNot() throws Exception {
        Shop.copy(models);
        String ranked = "SELECT anonymous_id, customer_number FROM (SELECT anonymous_id, customer_number, ROW_NUMBER()"
                + " OVER (PARTITION BY anonymous_id ORDER BY event_time DESC, message_id DESC) AS n FROM stg_clicks)"
                + " WHERE n = 1";
        Path file = models.resolve("staging/stg_browsers.sql");
        Files.writeString(file, ranked);
        assertThat(check())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.message()).contains("takes the first of rows"))
                .extracting(problem -> problem.place().file().getFileName().toString())
                .containsExactly("browsers.sql", "order_campaigns.sql");
        Files.writeString(file, ranked.replace(", message_id DESC", ""));
        assertThat(check()).isEmpty();
    }

    @Test
    void rowsThatHoldForAMomentOnlyAreNotDeliveredAtLeastOnce() throws Exception {
        Shop.copy(models);
        for (String mart : List.of("sales_lines", "products", "customers")) {
            Path yaml = models.resolve("marts/" + mart + ".yaml");
            Files.writeString(yaml, "delivery: at-least-once\n" + Files.readString(yaml));
        }
        assertThat(check()).isEmpty();
        Shop.replace(models.resolve("marts/customers.yaml"), "key: [customer_number]", "key: [country]");
        Shop.replace(
                models.resolve("marts/customers.sql"),
                "FROM stg_customers",
                "FROM (SELECT MAX(customer_number) AS customer_number, country FROM stg_customers GROUP BY country)");
        assertThat(check()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("customers", "GroupAggregate", "for a moment only");
            assertThat(problem.nextStep()).contains("delivery: exactly-once");
        });
    }

    @Test
    void theFingerprintKeepsThroughCommentsAndChangesWithTheMeaning() throws Exception {
        Shop.copy(models);
        String before = fingerprint();
        Path file = models.resolve("marts/sales_lines.sql");
        Files.writeString(file, "-- another remark\n\n" + Files.readString(file).replace("\nFROM", "\n\n  FROM"));
        assertThat(fingerprint()).isEqualTo(before);
        Path yaml = models.resolve("marts/sales_lines.yaml");
        Files.writeString(yaml, "delivery: at-least-once\n" + Files.readString(yaml));
        assertThat(fingerprint()).isEqualTo(before);
        Shop.replace(models.resolve("staging/stg_orders.sql"), "TRIM(status)", "UPPER(TRIM(status))");
        assertThat(fingerprint()).isNotEqualTo(before);
    }

    private String fingerprint() {
        return ModelCheck.plans(Shop.models(models), Shop.inputs(), new Problems()).stream()
                .filter(plan -> plan.mart().name().equals("sales_lines"))
                .findFirst()
                .orElseThrow()
                .fingerprint();
    }

    private List<Problem> check() {
        Problems problems = new Problems();
        ModelCheck.check(
                ModelFiles.read(
                        models, SeedFiles.read(Shop.SHIPPED.resolve("seeds"), problems), Shop.inputs(), problems),
                Shop.inputs(),
                problems);
        return problems.all();
    }
}
