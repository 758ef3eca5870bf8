package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody gets who mistypes, misconfigures or comes at a bad moment: what was wrong, where, and the next step. */
class CommandLineIT {
    @TempDir
    private Path directory;

    @Test
    void helpBeginsWithExamples() throws Exception {
        OneCommand.Ended ended = run(Map.of(), "--help");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output()).contains("Examples:", "./shopstream demo", "Exit codes:");
        for (String command : List.of(
                "demo",
                "discover",
                "up",
                "check",
                "test-models",
                "models",
                "run",
                "runs",
                "bench",
                "import-events",
                "train",
                "recommender")) {
            assertThat(run(Map.of(), command, "--help").output()).contains("Example", "./shopstream " + command);
        }
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearest() throws Exception {
        OneCommand.Ended ended = run(Map.of(), "demmo");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.words()).contains("demmo", "Did you mean demo?", "--help");
    }

    @Test
    void trainingSetsAreListedAsJson() throws Exception {
        JsonNode sets = new ObjectMapper()
                .readTree(run(Map.of(), "training-set", "list", "--shop", "../shop", "--json")
                        .output());
        assertThat(sets.findValuesAsText("name")).contains("interactions", "product_features");
        assertThat(sets.get(0).get("columns").get(0).get("type").asText()).isNotBlank();
    }

    @Test
    void aPortInUseIsSaidBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = directory.resolve("data");
            OneCommand.Ended ended =
                    run(Map.of(), "demo", "--port", Integer.toString(taken.getLocalPort()), "--data", data.toString());
            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.words()).contains("Port " + taken.getLocalPort(), "in use", "--port");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void missingVariablesAreAllNamedAtOnce() throws Exception {
        OneCommand.Ended ended = run(Map.of(), "check", "--config", shipped("shop.yaml"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.words()).contains("SHOP_DB_URL", "SHOP_DB_USER", "SHOP_DB_PASSWORD", "shop.yaml:");
    }

    @Test
    void aSourceThatDoesNotAnswerIsNamedWithItsAddress() throws Exception {
        OneCommand.Ended ended =
                run(credentials("jdbc:mariadb://localhost:1/shop"), "check", "--config", shipped("shop.yaml"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.words()).contains("localhost:1", "next:");
        assertThat(ended.words()).doesNotContain("\tat ");
    }

    @Test
    void everythingWrongInTheShopFolderIsSaidAtOnceWithItsPlace() throws Exception {
        Path shop = copyOfShop();
        edit(shop.resolve("shop.yaml"), "zone: UTC", "zoen: UTC");
        edit(shop.resolve("contracts/payments.yaml"), "logicalType: date", "logicalType: dat");
        edit(shop.resolve("models/marts/customers.sql"), "FROM", "FORM");
        edit(shop.resolve("dashboards/sales.yaml"), "quantity * price", "quantity * prise");
        edit(shop.resolve("placements/cart.yaml"), "boost", "bost");
        edit(shop.resolve("recommendations.yaml"), "productVendor", "productVender");
        OneCommand.Ended ended = run(
                credentials("jdbc:mariadb://localhost:1/shop"),
                "check",
                "--config",
                shop.resolve("shop.yaml").toString());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.words())
                .containsPattern("shop.yaml:\\d+: .*zoen")
                .containsPattern("payments.yaml:\\d+: .*`dat`")
                .containsPattern("customers.sql:\\d+")
                .containsPattern("sales.yaml:\\d+: .*prise")
                .containsPattern("cart.yaml:\\d+: .*`bost`")
                .containsPattern("recommendations.yaml:\\d+: .*`productVender`");
    }

    @Test
    void theShippedModelsPassTheirTests() throws Exception {
        OneCommand.Ended ended =
                run(Map.of(), "test-models", "--shop", Path.of("..", "shop").toString());
        assertThat(ended.words() + ended.output()).contains("0 failed");
        assertThat(ended.exitCode()).isZero();
    }

    private static Map<String, String> credentials(String url) {
        return Map.of("SHOP_DB_URL", url, "SHOP_DB_USER", "nobody", "SHOP_DB_PASSWORD", "wrong");
    }

    private static String shipped(String file) {
        return Path.of("..", "shop", file).toString();
    }

    private Path copyOfShop() throws IOException {
        Path original = Path.of("..", "shop");
        Path copy = directory.resolve("shop");
        try (var files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(original.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    private static void edit(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(what), by));
    }

    private OneCommand.Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return OneCommand.run(directory, environment, arguments);
    }
}
