package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scheduled work as a scheduler from outside starts it: by the program that runs, and without one. */
@Tag("thorough")
class RunsIT {
    private static final String SCHEDULES = """
            schedules:
              sales:
                training-set: sales_as_ordered
                keep: 1
            """;

    @TempDir
    private Path directory;

    private Path data;
    private Path configuration;

    @Test
    void scheduledWorkIsDoneAndWrittenDownWhetherOrNotTheProgramRuns() throws Exception {
        data = directory.resolve("data");
        try (SmallShop small = new SmallShop(directory)) {
            configuration = small.configuration();
            String declared = Files.readString(configuration);
            Files.writeString(configuration, declared.replaceFirst("(?m)^schedules:\\R(?: .*\\R)*", SCHEDULES));
            try (RunningShop shop = small.up(data)) {
                byTheProgram(shop);
                small.order(2, 1, "10.00");
                assertThat(run("sales").exitCode()).isZero();
                assertThat(known(shop).get(0).get("rows").asLong()).isEqualTo(4);
                assertThat(builds()).as("builds that are kept").hasSize(1);
            }
            // Nothing runs any more, and the source's variables are not there either.
            OneCommand.Ended ended = run("sales", "--json");
            assertThat(ended.exitCode()).as(ended.words()).isZero();
            JsonNode run = new ObjectMapper().readTree(ended.output());
            assertThat(run.get("state").asText()).isEqualTo("succeeded");
            assertThat(run.get("cause").asText()).isEqualTo("asked");
            JsonNode list = new ObjectMapper()
                    .readTree(command(Stream.of("runs", "list", "--json")).output());
            assertThat(list.findValuesAsText("schedule"))
                    .filteredOn("sales"::equals)
                    .hasSize(3);
            assertThat(list.get(0)).isEqualTo(run);
            theLakeIsMaintained();
            whatTheLakeHoldsIsToldAsJson();

            Path query = configuration.resolveSibling("training").resolve("sales_as_ordered.sql");
            Files.writeString(query, Files.readString(query).replace("d.quantityOrdered,", "d.quantityOrderd,"));
            OneCommand.Ended failed = run("sales");
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.output()).contains("sales failed", "quantityOrderd");
            assertThat(newest().get("message").asText()).contains("quantityOrderd");
            assertThat(builds()).as("the build from before stays").hasSize(1);
        }
    }

    private void byTheProgram(RunningShop shop) throws Exception {
        OneCommand.Ended ended = run("sales");
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        assertThat(ended.output()).contains("sales succeeded", "2 rows");
        assertThat(ended.words()).contains("Waiting until the lake holds everything", "Written to ");

        JsonNode known = shop.get("/api/runs");
        assertThat(known.get("schedules").findValuesAsText("name")).contains("sales", "lake-maintenance");
        assertThat(known.get("runs").get(0).get("cause").asText()).isEqualTo("asked");
        assertThat(shop.answer("/metrics").body())
                .contains("shopstream_run_rows{schedule=\"sales\"} 2.0")
                .contains("shopstream_run_failures_total{schedule=\"sales\"} 0.0")
                .contains("shopstream_run_last_success_timestamp_seconds{schedule=\"sales\"}")
                .contains("shopstream_run_duration_seconds{schedule=\"sales\"}");

        OneCommand.Ended maintained = command(Stream.of("lake", "maintain"));
        assertThat(maintained.exitCode()).as(maintained.words()).isZero();
        assertThat(maintained.output()).contains("lake-maintenance succeeded");
        JsonNode byTheProgram =
                shop.get("/api/runs/lake-maintenance").get("runs").get(0);
        assertThat(byTheProgram.get("cause").asText()).isEqualTo("asked");

        OneCommand.Ended mistyped = run("sale");
        assertThat(mistyped.exitCode()).isEqualTo(1);
        assertThat(mistyped.words()).contains("There is no schedule sale", "Did you mean sales?");

        assertThat(post(shop, Map.of("Sec-Fetch-Site", "cross-site"))).isEqualTo(403);
        assertThat(post(shop, Map.of("Origin", "http://elsewhere.example"))).isEqualTo(403);
        assertThat(underAnotherName(shop)).contains(" 403 ");
        assertThat(known(shop)).hasSize(1);
    }

    /** Also where nothing runs. */
    private void theLakeIsMaintained() throws Exception {
        OneCommand.Ended unsaid = command(Stream.of("lake", "maintain", "--config", "nowhere.yaml"));
        assertThat(unsaid.exitCode()).isEqualTo(1);
        assertThat(unsaid.words()).contains("nowhere.yaml");
        JsonNode run = json("lake", "maintain", "--keep-hours", "0", "--config", configuration.toString());
        assertThat(run.get("schedule").asText()).isEqualTo("lake-maintenance");
        assertThat(run.get("state").asText()).isEqualTo("succeeded");
        JsonNode list = json("runs", "list");
        assertThat(list.get(0)).isEqualTo(run);
    }

    private void whatTheLakeHoldsIsToldAsJson() throws Exception {
        JsonNode tables = json("lake", "tables");
        assertThat(tables.findValuesAsText("table")).contains("customers", "orders");
        JsonNode states = json("lake", "history", "orders");
        assertThat(states.get(states.size() - 1).get("rows").asLong()).isEqualTo(2);
        JsonNode file = json("lake", "files", "orders").get(0);
        assertThat(file.get("file").asText()).endsWith(".parquet");
        assertThat(file.get("rows").asLong()).isPositive();
    }

    private JsonNode json(String... arguments) throws Exception {
        OneCommand.Ended ended = command(Stream.concat(Stream.of(arguments), Stream.of("--json")));
        assertThat(ended.exitCode()).as(ended.words()).isZero();
        return new ObjectMapper().readTree(ended.output());
    }

    /** Somebody else's name that leads to this machine makes his page one of the same origin, for the browser. */
    private static String underAnotherName(RunningShop shop) throws Exception {
        try (Socket socket = new Socket("localhost", URI.create(shop.address()).getPort())) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/runs/sales HTTP/1.1\r\nHost: elsewhere.example\r\nSec-Fetch-Site: same-origin\r\n"
                                            + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static int post(RunningShop shop, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shop.address() + "/api/runs/sales"))
                .POST(HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private OneCommand.Ended run(String schedule, String... options) throws Exception {
        return command(
                Stream.concat(Stream.of("run", schedule, "--config", configuration.toString()), Stream.of(options)));
    }

    private JsonNode newest() throws Exception {
        return new ObjectMapper()
                .readTree(command(Stream.of("runs", "show", "sales", "--json")).output());
    }

    /** The runs that the running program knows of. */
    private static JsonNode known(RunningShop shop) {
        return shop.get("/api/runs/sales").get("runs");
    }

    private OneCommand.Ended command(Stream<String> arguments) throws Exception {
        return OneCommand.run(
                directory,
                Map.of(),
                Stream.concat(arguments, Stream.of("--data", data.toString())).toArray(String[]::new));
    }

    private List<Path> builds() throws Exception {
        try (Stream<Path> files = Files.list(data.resolve("scheduled").resolve("sales"))) {
            return files.toList();
        }
    }
}
