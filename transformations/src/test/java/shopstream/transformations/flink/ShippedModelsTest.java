package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.model.Models;

class ShippedModelsTest {
    @TempDir
    private Path folder;

    @Test
    void everyModelIsPlannedWithoutAMaterializer() {
        Problems problems = new Problems();
        var plans = ModelCheck.plans(Shop.models(), Shop.inputs(), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(plans)
                .extracting(plan -> plan.mart().name())
                .containsExactlyInAnyOrder(
                        "browsers", "customers", "order_campaigns", "product_steps", "products", "sales_lines");
        assertThat(plans).allSatisfy(plan -> assertThat(plan.explanation()).doesNotContain("upsertMaterialize=[true]"));
        assertThat(plans)
                .filteredOn(plan -> plan.mart().name().equals("sales_lines"))
                .allSatisfy(plan -> assertThat(plan.datasets()).isEqualTo(Set.of("orders", "orderdetails")));
    }

    @Test
    void theirOwnTestsPass() {
        assertThat(new ModelTests(Shop.models(), Shop.inputs()).run(folder))
                .hasSizeGreaterThanOrEqualTo(14)
                .allSatisfy(result -> assertThat(result.difference()).isEmpty())
                .allMatch(ModelTestResult::passed);
    }

    @Test
    void aWrongModelFailsItsTestAndTheDifferenceIsShown() throws Exception {
        Path models = Shop.copy(folder);
        Shop.replace(models.resolve("staging/stg_customers.sql"), "TRIM(country)", "country");
        Models wrong = Shop.models(models);
        assertThat(new ModelTests(wrong, Shop.inputs()).run(folder))
                .filteredOn(result -> !result.passed())
                .singleElement()
                .extracting(ModelTestResult::difference)
                .asString()
                .contains("- 167,Norway ", "+ 167,\"Norway  \"");
    }
}
