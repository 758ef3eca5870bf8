package shopstream.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.store.Database;
import shopstream.warehouse.store.WarehouseException;

class WarehouseKillIT {

    private static final int KILLS = 3;
    private static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void aKilledWarehouseNeitherLosesNorDoubles() throws Exception {
        long seed = System.nanoTime();
        System.out.println("WarehouseKillIT seed " + seed);
        var random = new Random(seed);
        Path data = directory.resolve("warehouse");
        try (var log = new SampleLog(directory.resolve("log"))) {
            SampleMarts.ALL.forEach(log::declare);
            Map<String, Long> expected = new HashMap<>();
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = WarehouseProcess.start(data, log.address());
                try {
                    change(log, random, expected, 20);
                    changesSeen(process, 1);
                    change(log, random, expected, 40);
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            long units = expected.values().stream().mapToLong(q -> q).sum();
            try (Warehouse warehouse = Warehouse.open(
                    data,
                    log.address(),
                    List.of(SampleMarts.salesDashboard()),
                    List.of(SampleMarts.REGIONS),
                    ZoneOffset.UTC,
                    Clock.fixed(NOW, ZoneOffset.UTC))) {
                await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                    var total = warehouse
                            .ask(warehouse.question("sales", Map.of()))
                            .rows()
                            .get(0);
                    assertThat(total.get("units")).as("seed %s", seed).isEqualTo(units);
                });
                assertThat(warehouse.column("SELECT count(*) FROM sales_lines"))
                        .isEqualTo(List.of((long) expected.size()));
                var byProduct = Map.of("by", List.of("product"));
                long aggregated = warehouse.ask(warehouse.question("sales", byProduct)).rows().stream()
                        .mapToLong(row -> (long) row.get("units"))
                        .sum();
                assertThat(aggregated).isEqualTo(units);
            }
        }
    }

    @Test
    void aFileThatAnotherProcessHasIsAClearError() throws Exception {
        Path data = directory.resolve("warehouse");
        try (var log = new SampleLog(directory.resolve("log"))) {
            SampleMarts.ALL.forEach(log::declare);
            Process process = WarehouseProcess.start(data, log.address());
            try {
                changesSeen(process, 1);
                assertThatThrownBy(() -> Database.open(data.resolve("shop.duckdb"), Database.Limits.DEFAULT))
                        .isInstanceOf(WarehouseException.class)
                        .hasMessageContaining("is in use by another process");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static void change(SampleLog log, Random random, Map<String, Long> expected, int transactions) {
        for (int n = 0; n < transactions; n++) {
            log.begin();
            for (int i = 0; i < 30; i++) {
                long order = random.nextInt(300);
                String product = "P" + random.nextInt(6);
                byte[] key = SampleMarts.lineKey(order, product);
                if (random.nextInt(5) == 0) {
                    expected.remove(order + product);
                    log.put(SampleMarts.SALES_LINES, key, null);
                } else {
                    long quantity = random.nextInt(100);
                    expected.put(order + product, quantity);
                    log.put(
                            SampleMarts.SALES_LINES,
                            key,
                            SampleMarts.line(
                                    order,
                                    product,
                                    order % 7,
                                    NOW.minusSeconds(order * 1000).toString(),
                                    true,
                                    quantity,
                                    "1.00"));
                }
            }
            log.commit();
        }
    }

    private static void changesSeen(Process process, int changes) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var output = new StringBuilder();
        var versions = new HashSet<String>();
        while (versions.size() <= changes) {
            String line = lines.readLine();
            assertThat(line).as("the process ended: %s", output).isNotNull();
            if (line.startsWith("version")) {
                versions.add(line);
            } else {
                output.append(line).append('\n');
            }
        }
    }
}
