package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.ModelFiles;
import shopstream.transformations.model.Models;

/** What makes a mart another one, so that it is rebuilt, and what does not. */
class FingerprintTest {
    @TempDir
    private Path folder;

    private Path models;
    private Path contracts;
    private Path seeds;

    @BeforeEach
    void copy() throws IOException {
        models = Shop.copy(folder.resolve("models"));
        contracts = copied();
        seeds = Files.createDirectories(folder.resolve("seeds"));
        Files.writeString(seeds.resolve("regions.csv"), "country,region\nFrance,Europe\nNorway,Europe\n");
        // A mart that reads a seed beside a dataset; the shipped ones leave that to the warehouse.
        Files.writeString(
                models.resolve("marts/places.sql"),
                "SELECT customer.customer_number, place.region FROM stg_customers AS customer"
                        + " JOIN regions AS place ON place.country = customer.country");
        Files.writeString(models.resolve("marts/places.yaml"), """
                description: Where customers are.
                key: [customer_number]
                accepts: { materializer: a test }
                columns:
                  - { name: customer_number, type: BIGINT, description: The number. }
                  - { name: region, type: VARCHAR, description: The region. }
                """);
    }

    @Test
    void isTheSameWheneverTheSameFolderIsRead() {
        assertThat(fingerprints()).isEqualTo(fingerprints()).hasSize(7);
    }

    @Test
    void commentsAndLayoutAreNotInIt() throws IOException {
        unchangedBy("marts/products.sql", "SELECT product_code,", "-- What is sold.\nSELECT\n    product_code  ,");
        unchangedBy("staging/stg_products.sql", "SELECT", "/* cleaned */ SELECT");
    }

    @Test
    void descriptionsTestsAndTheCheckpointIntervalAreNotInIt() throws IOException {
        unchangedBy("marts/products.yaml", "What is sold, one row a product.", "All goods.");
        unchangedBy("marts/products.yaml", "Who makes it.", "The maker.");
        unchangedBy("marts/products.yaml", "key: [product_code]", "key: [product_code]\ncheckpointInterval: 5s");
        unchangedBy("marts/products.yaml", "the product line is the category", "another name");
    }

    @Test
    void theSelectIsInIt() throws IOException {
        changedBy("marts/products.sql", "category", "UPPER(category) AS category", "products");
    }

    @Test
    void aConditionIsInIt() throws IOException {
        changedBy("marts/sales_lines.sql", "<> 'CANCELLED'", "<> 'DISPUTED'", "sales_lines");
    }

    @Test
    void theStagingBelowIsInItAndInNoOtherMart() throws IOException {
        changedBy("staging/stg_customers.sql", "TRIM(country)", "UPPER(country)", "customers", "places");
    }

    @Test
    void theTypeOfAColumnIsInIt() throws IOException {
        changedBy("marts/products.yaml", "\"DECIMAL(10,2)\"", "\"DECIMAL(12,2)\"", "products");
    }

    @Test
    void theParallelismIsInItForStateIsPartedByIt() throws IOException {
        changedBy("marts/products.yaml", "key: [product_code]", "key: [product_code]\nparallelism: 2", "products");
    }

    @Test
    void theTypesOfTheContractAreInItAndItsRulesAreNot() throws IOException {
        Map<String, String> before = fingerprints();
        Shop.replace(contracts.resolve("products.yaml"), "minimum: 0", "minimum: 1");
        assertThat(changed(before)).isEmpty();
        Shop.replace(contracts.resolve("products.yaml"), "smallint", "decimal(9,1)");
        Shop.replace(contracts.resolve("products.yaml"), "logicalType: integer", "logicalType: number");
        assertThat(changed(before)).containsExactly("products");
    }

    @Test
    void theSeedsThatItReadsAreInItAndOthersAreNot() throws IOException {
        Map<String, String> before = fingerprints();
        Files.writeString(seeds.resolve("campaigns_of_old.csv"), "name,day\nspring,2005-03-01\n");
        assertThat(changed(before)).isEmpty();
        Shop.replace(seeds.resolve("regions.csv"), "Norway,Europe", "Norway,Nordics");
        assertThat(changed(before)).containsExactly("places");
    }

    @Test
    void thePlannersOptionsAndTheEnginesVersionAreInIt() {
        String text = Fingerprint.text(
                plan("products").mart(), plan("products").explanation(), List.of(), Fingerprint.ENGINE);
        PlannerOptions.all().forEach((name, value) -> assertThat(text).contains(name + "=" + value));
        assertThat(text).endsWith("2.1");
    }

    @Test
    void theScriptAloneGivesThePlanOfTheFolder() {
        for (MartPlan plan : plans()) {
            MartDeclaration declared = new MartDeclaration(
                    plan.mart().name(),
                    "",
                    "",
                    List.of(),
                    plan.mart().columns().stream()
                            .map(column ->
                                    new MartColumn(column.name(), column.type().text(), column.description()))
                            .toList(),
                    plan.mart().key(),
                    List.of(),
                    "",
                    "",
                    plan.mart().delivery().text());
            Problems problems = new Problems();
            assertThat(ModelScope.of(plan.script(), new Configuration(), ModelCheck.NOWHERE, Fingerprint.ENGINE)
                            .plan(Scripts.mart(declared, plan.script()), ModelCheck.NOWHERE, problems))
                    .as(plan.mart().name() + " " + problems.all())
                    .get()
                    .extracting(MartPlan::fingerprint)
                    .isEqualTo(plan.fingerprint());
        }
    }

    @Test
    void theScriptHoldsWhatTheMartReadsAndNothingElse() {
        assertThat(plan("sales_lines").script().views())
                .extracting(view -> view.name())
                .containsExactlyInAnyOrder("stg_orderdetails", "stg_orders");
        assertThat(plan("sales_lines").script().inputs()).containsOnlyKeys("orders", "orderdetails");
        assertThat(plan("places").script().views())
                .extracting(view -> view.name())
                .containsExactly("regions", "stg_customers");
    }

    private void unchangedBy(String file, String from, String to) throws IOException {
        Map<String, String> before = fingerprints();
        Shop.replace(models.resolve(file), from, to);
        assertThat(changed(before)).isEmpty();
    }

    private void changedBy(String file, String from, String to, String... marts) throws IOException {
        Map<String, String> before = fingerprints();
        Shop.replace(models.resolve(file), from, to);
        assertThat(changed(before)).containsExactly(marts);
    }

    private List<String> changed(Map<String, String> before) {
        Map<String, String> after = fingerprints();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        return before.keySet().stream()
                .filter(mart -> !before.get(mart).equals(after.get(mart)))
                .toList();
    }

    private Map<String, String> fingerprints() {
        Map<String, String> all = new TreeMap<>();
        plans().forEach(plan -> all.put(plan.mart().name(), plan.fingerprint()));
        return all;
    }

    private MartPlan plan(String mart) {
        return plans().stream()
                .filter(plan -> plan.mart().name().equals(mart))
                .findFirst()
                .orElseThrow();
    }

    private List<MartPlan> plans() {
        Problems problems = new Problems();
        List<InputTable> inputs = InputTable.all(ContractFiles.read(contracts, problems), Optional.of(Shop.events()));
        Models all = ModelFiles.read(models, SeedFiles.read(seeds, problems), inputs, problems);
        problems.orThrow();
        List<MartPlan> plans = ModelCheck.plans(all, inputs, problems);
        problems.orThrow();
        return plans;
    }

    private Path copied() throws IOException {
        Path to = Files.createDirectories(folder.resolve("contracts"));
        try (var files = Files.list(Shop.SHIPPED.resolve("contracts"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
