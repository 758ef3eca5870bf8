package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a running platform, and the way back to it: right to the cent once the source has been caught up with. */
@Tag("thorough")
class BackupIT {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    /** Of the lake's order lines, once the backup has caught up with what came after it. */
    private static final String VERSIONS = """
            1,P1,4,true
            1,P2,1,false
            2,P1,3,true
            2,P2,1,true
            3,P1,1,false
            3,P1,2,true
            3,P2,1,true
            4,P1,11,true
            4,P2,1,true
            """;

    @TempDir
    private Path directory;

    private SmallShop source;
    private Path data;

    @BeforeEach
    void start() throws IOException, SQLException {
        source = new SmallShop(directory);
        edit(source.configuration(), "commit-every: 1m", "commit-every: 5s");
        data = directory.resolve("data");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void aRunningPlatformGoesBackAndCatchesUp() throws Exception {
        Path backup = directory.resolve("backups/monday");
        try (RunningShop shop = source.up(data)) {
            source.order(2, 3, "19.99");
            source.order(3, 1, "7.01");
            // A rejected update: the row before it stays, and is stale.
            source.execute("UPDATE orderdetails SET quantityOrdered = -1 WHERE orderNumber = 3 AND productCode = 'P1'");
            await().atMost(PATIENCE).until(() -> stale(shop) == 1);
            Map<String, BigDecimal> then = SmallShop.shown(shop);
            save(shop, "Units", "SELECT 1");
            succeeds("backup", backup.toString());

            save(shop, "Units", "SELECT 2");
            source.order(4, 11, "3.33");
            source.execute(
                    "UPDATE orderdetails SET quantityOrdered = 2 WHERE orderNumber = 3 AND productCode = 'P1'",
                    "DELETE FROM orderdetails WHERE orderNumber = 1 AND productCode = 'P2'",
                    "UPDATE orders SET status = 'Cancelled' WHERE orderNumber = 2");
            await().atMost(PATIENCE).until(() -> SmallShop.shown(shop).equals(source.revenue()));
            assertThat(source.revenue()).isNotEqualTo(then);

            assertThat(succeeds("restore", backup.toString()).words()).contains("before-restore-", "Caught up");
            assertThat(SmallShop.shown(shop)).isEqualTo(source.revenue());
            assertThat(stale(shop)).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(versions(data)).isEqualTo(VERSIONS));
            assertThat(question(shop)).isEqualTo("SELECT 2");
            source.order(5, 1, "0.01");
            await().atMost(PATIENCE).until(() -> SmallShop.shown(shop).equals(source.revenue()));
            assertThat(named("before-restore-")).hasSize(1);
            assertThat(named("before-restore-").get(0).resolve("warehouse/shop.duckdb"))
                    .exists();
            shop.kill();
        }
        try (RunningShop shop = source.up(data)) {
            assertThat(SmallShop.shown(shop)).isEqualTo(source.revenue());
        }
        Path elsewhere = directory.resolve("elsewhere");
        assertThat(OneCommand.run(directory, Map.of(), "restore", backup.toString(), "--data", elsewhere.toString())
                        .exitCode())
                .isZero();
        try (RunningShop shop = source.up(elsewhere)) {
            assertThat(SmallShop.shown(shop)).isEqualTo(source.revenue());
            assertThat(question(shop)).isEqualTo("SELECT 1");
            String later = VERSIONS + "5,P1,1,true\n5,P2,1,true\n";
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(versions(elsewhere)).isEqualTo(later));
        }
    }

    /** Every version of every order line in the lake, and whether it is the one that holds now. */
    private String versions(Path data) throws Exception {
        OneCommand.Ended ended = OneCommand.run(
                directory,
                Map.of(),
                "sql",
                "SELECT orderNumber, productCode, quantityOrdered, valid_to IS NULL AS holds"
                        + " FROM lake.orderdetails_versions ORDER BY ALL",
                "--format",
                "csv",
                "--data",
                data.toString());
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        return ended.output().substring(ended.output().indexOf('\n') + 1);
    }

    @Test
    void whatIsNoBackupOfThisShopIsRefusedAndThePlatformGoesOn() throws Exception {
        Path backup = directory.resolve("monday");
        try (RunningShop shop = source.up(data)) {
            succeeds("backup", backup.toString());
            assertThat(refused("backup", backup.toString())).contains("is there already");
            assertThat(refused("restore", directory.resolve("nothing").toString()))
                    .contains("is no backup");

            Path interrupted = Files.createDirectories(directory.resolve("tuesday.part"));
            assertThat(refused("restore", interrupted.toString())).contains("interrupted", "not complete");
            assertThat(refused("restore", directory.resolve("tuesday").toString()))
                    .contains("interrupted");

            Path list = backup.resolve("backup.json");
            String original = Files.readString(list);
            edit(list, "\"format\":1", "\"format\":9");
            assertThat(refused("restore", backup.toString())).contains("format 9", "up to 1");
            Files.writeString(list, original);
            edit(list, "\"shop\":\"shop\"", "\"shop\":\"boats\"");
            assertThat(refused("restore", backup.toString())).contains("of the shop boats", "not of shop");
            Files.writeString(list, original);

            edit(list, "\"prefix\":\"shopstream\"", "\"prefix\":\"elsewhere\"");
            assertThat(refused("restore", backup.toString())).contains("prefix elsewhere, not shopstream");
            Files.writeString(list, original);

            Path questions = Files.writeString(backup.resolve("questions.json"), "[{");
            assertThat(refused("restore", backup.toString())).contains(questions.toString(), "cannot be read");
            Files.delete(questions);

            Path rows = backup.resolve("shopstream.shop.orders/0.records.gz");
            byte[] bytes = Files.readAllBytes(rows);
            bytes[bytes.length / 2] ^= 1;
            Files.write(rows, bytes);
            assertThat(refused("restore", backup.toString())).contains(rows.toString(), "damaged");

            assertThat(named("before-restore-")).isEmpty();
            source.order(2, 1, "5.00");
            await().atMost(PATIENCE).until(() -> SmallShop.shown(shop).equals(source.revenue()));
        }
        assertThat(refused("backup", directory.resolve("later").toString())).contains("No program runs", "cp -a");
        edit(backup.resolve("backup.json"), "\"prefix\":\"shopstream\"", "\"prefix\":\"elsewhere\"");
        assertThat(refused("restore", backup.toString())).contains("under the prefix shopstream, not elsewhere");
    }

    private static void save(RunningShop shop, String name, String sql) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.address() + "/api/questions/" + name))
                .PUT(HttpRequest.BodyPublishers.ofString("{\"sql\": \"" + sql + "\", \"chart\": \"\"}"))
                .header("Content-Type", "application/json")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String question(RunningShop shop) {
        return shop.get("/api/questions").at("/questions/0/sql").asText();
    }

    private static void edit(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(what);
        Files.writeString(file, text.replace(what, by));
    }

    private static long stale(RunningShop shop) {
        long stale = 0;
        for (var dataset : shop.get("/api/status").get("datasets")) {
            stale += dataset.get("stale").asLong();
        }
        return stale;
    }

    private List<Path> named(String beginning) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .toList();
        }
    }

    private OneCommand.Ended succeeds(String command, String backup) throws Exception {
        OneCommand.Ended ended = OneCommand.run(directory, Map.of(), command, backup, "--data", data.toString());
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        return ended;
    }

    private String refused(String command, String backup) throws Exception {
        OneCommand.Ended ended = OneCommand.run(directory, Map.of(), command, backup, "--data", data.toString());
        assertThat(ended.exitCode()).as(ended.words()).isEqualTo(1);
        assertThat(ended.words()).contains("Next: ");
        return ended.words();
    }
}
