package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A model is changed in the folder, and taken back on the command line, as its owner does it. */
class ChangedModelIT extends EditedShop {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    @Test
    void aChangedModelIsShownWhenItHasCaughtUpAndCanBeTakenBack() throws Exception {
        Map<String, String> before = Map.of("Light", "40.00", "Seats", "45.50");
        Map<String, String> after = Map.of("LIGHT", "40.00", "SEATS", "45.50");
        String first;
        try (RunningShop shop = up()) {
            assertThat(byCategory(shop)).isEqualTo(before);
            first = editions(shop).toString();
        }
        try (RunningShop shop = up()) {
            assertThat(editions(shop)).hasToString(first);
        }
        edit("models/marts/products.sql", "category", "UPPER(category) AS category");
        try (RunningShop shop = up()) {
            await().atMost(PATIENCE).until(() -> {
                Map<String, String> now = byCategory(shop);
                assertThat(now).isIn(before, after);
                return now.equals(after);
            });
            await().atMost(PATIENCE)
                    .until(() -> editions(shop).get("products").size() == 2
                            && editions(shop).get("products").toString().contains("kept"));
            assertThat(editions(shop).get("sales_lines")).hasSize(1);
            assertThat(models("list", "--data", data.toString())).contains("products", "kept", "shown, running");

            assertThat(models("rollback", "products", "--data", data.toString()))
                    .contains("complete up to");
            assertThat(byCategory(shop)).isEqualTo(before);
            execute("UPDATE orderdetails SET quantityOrdered = 5 WHERE productCode = 'P1'", product("P3", "Tables"));
            execute("INSERT INTO orderdetails VALUES (1, 'P3', 2, 3.00, 3)");
            await().atMost(PATIENCE)
                    .until(() -> byCategory(shop).equals(Map.of("Light", "50.00", "Seats", "45.50", "Tables", "6.00")));
        }
        assertThat(models("list", "--json", "--data", data.toString())).contains("\"takenBack\":true");
        try (RunningShop shop = up()) {
            assertThat(byCategory(shop)).containsEntry("Light", "50.00");
            assertThat(editions(shop).get("products").toString()).doesNotContain("building");
        }
        assertThat(models("rollback", "products", "--data", data.toString())).contains("next start");
        try (RunningShop shop = up()) {
            await().atMost(PATIENCE).until(() -> byCategory(shop).containsKey("TABLES"));
        }
    }

    /** Per mart, each edition with its role. */
    private static Map<String, List<String>> editions(RunningShop shop) {
        Map<String, List<String>> editions = new TreeMap<>();
        for (JsonNode mart : shop.get("/api/models").get("marts")) {
            List<String> roles = new ArrayList<>();
            mart.get("editions")
                    .forEach(edition -> roles.add(edition.get("edition").asText() + " "
                            + edition.get("role").asText()));
            editions.put(mart.get("name").asText(), roles);
        }
        return editions;
    }

    /** {@code ./shopstream models …}, which must succeed; what it printed. */
    private String models(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Program.command());
        command.add("models");
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "models", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended in time").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
