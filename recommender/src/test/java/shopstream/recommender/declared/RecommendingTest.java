package shopstream.recommender.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

class RecommendingTest {
    private static final Map<String, List<String>> DATASETS = Map.of(
            "products", List.of("code", "name", "maker", "cost", "price", "parent"),
            "customers", List.of("number", "country"));
    private static final Map<String, List<String>> MARTS =
            Map.of("sales", List.of("order", "customer", "product", "time", "ship_to"));

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    private Optional<Recommending> read(String text) throws IOException {
        Path file = folder.resolve("recommendations.yaml");
        Files.writeString(file, text);
        return Recommending.read(file, name -> null, DATASETS, MARTS, problems);
    }

    @Test
    void readsWhatRulesAndRegionsNeed() throws IOException {
        Recommending read = read("""
                products: {dataset: products, id: code, name: name, price: price, brand: maker, cost: cost, variant-of: parent}
                purchases: {mart: sales, order: order, customer: customer, product: product, time: time, region: ship_to}
                customers: {dataset: customers, id: number, region: country}
                bought-again-after: 60d
                consumables: [Coffee]
                categories:
                  Trains: {bought-again-after: 365d}
                """).orElseThrow();
        assertThat(problems.all()).isEmpty();
        assertThat(read.products().brand()).hasValue("maker");
        assertThat(read.products().variantOf()).hasValue("parent");
        assertThat(read.purchases().orElseThrow().region()).hasValue("ship_to");
        assertThat(read.customers()).hasValue(new CustomerTable("customers", "number", "country"));
        assertThat(read.boughtAgain().after(Optional.of("Coffee"))).isZero();
        assertThat(read.boughtAgain().after(Optional.of("Trains"))).isEqualTo(Duration.ofDays(365));
        assertThat(read.boughtAgain().after(Optional.of("Ships"))).isEqualTo(Duration.ofDays(60));
        assertThat(read.boughtAgain().after(Optional.empty())).isEqualTo(Duration.ofDays(60));
        assertThat(read.placements()).isEqualTo(folder.resolve("placements"));
    }

    @Test
    void readsWhatIsDeliveredOfACustomer() throws IOException {
        Recommending read = read("""
                products: {dataset: products, id: code, name: name}
                customers: {dataset: customers, id: number, region: country, country: country, credit-limit: nubmer}
                """).orElseThrow();
        assertThat(problems.all())
                .extracting(Problem::message)
                .containsExactly("`customers` has no column `nubmer`. Did you mean `number`?");
        assertThat(read.customers().orElseThrow().details())
                .isEqualTo(new CustomerTable.Details(Optional.empty(), Optional.of("country"), Optional.of("nubmer")));
        assertThat(read.customers().orElseThrow().details().columns()).containsExactly("country", "nubmer");
    }

    @Test
    void saysWhichColumnWasMeantAndWhatIsSaidTwice() throws IOException {
        read("""
                products: {dataset: products, id: code, name: name, brand: makr}
                customers: {dataset: customers, id: number, region: contry}
                consumables: [Coffee]
                categories:
                  Coffee: {bought-again-after: 10d}
                """);
        assertThat(problems.all())
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "`products` has no column `makr`. Did you mean `maker`?",
                        "`customers` has no column `contry`. Did you mean `country`?",
                        "`Coffee` is one of the consumables, which are bought again at any time");
    }
}
