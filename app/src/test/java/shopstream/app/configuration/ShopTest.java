package shopstream.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;

/** What its files say together: here the shipped ones, some of them changed. */
class ShopTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SHOP_DB_URL", "jdbc:mariadb://replica/shop", "SHOP_DB_USER", "reader", "SHOP_DB_PASSWORD", "secret");

    @TempDir
    private Path directory;

    @BeforeEach
    void copy() throws IOException {
        Path shipped = Path.of("..", "shop");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Path copy = directory.resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private List<String> problems() {
        Problems problems = new Problems();
        Shop.read(directory.resolve("shop.yaml"), ENVIRONMENT::get, problems);
        return problems.all().stream().map(Problem::toString).toList();
    }

    private void edit(String name, String part, String with) throws IOException {
        Path file = directory.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(part);
        Files.writeString(file, text.replace(part, with));
    }

    @Test
    void theShippedShopIsRight() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatIsPersonalIsNeitherDeliveredNorToldToModelsOfOthers() throws IOException {
        edit(
                "contracts/customers.yaml",
                "classification: confidential\n        description: City",
                "classification: personal\n        description: City");
        Path own = Files.createDirectories(directory.resolve("recommenders")).resolve("ours.yaml");
        Files.writeString(own, """
                kind: two-towers
                user-tower:
                  model: user.onnx
                  inputs:
                    where: {feature: customer.city, vocabulary: cities.txt}
                    country: {feature: customer.country, vocabulary: countries.txt}
                item-tower:
                  model: item.onnx
                  inputs:
                    product: {feature: product-id, vocabulary: products.txt}
                """);
        for (String file : List.of("user.onnx", "item.onnx", "cities.txt", "countries.txt", "products.txt")) {
            Files.writeString(own.resolveSibling(file), "there");
        }
        assertThat(problems())
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each)
                                .contains("recommendations.yaml", "The column `city` of customers is personal")
                                .contains("would be delivered with recommendations"),
                        each -> assertThat(each)
                                .contains("ours.yaml", "The column `city` of customers is personal")
                                .contains("would be told to the recommender `ours`"));
    }
}
