package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.LocalShop;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.sql.SqlProblem.Kind;
import shopstream.warehouse.training.LakeMoment;
import shopstream.warehouse.training.SampleLake;

/** Questions in SQL over a real warehouse and a real lake, answered in real processes. */
class SqlDeskIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-10T12:00:00Z"), ZoneOffset.UTC);
    private static final String FOREVER = "SELECT count(*) FROM range(10000000) a, range(10000000) b";

    @TempDir
    private static Path directory;

    private static LocalShop shop;
    private static SampleLake lake;
    private static SqlDesk desk;

    @BeforeAll
    static void open() {
        shop = new LocalShop(directory.resolve("warehouse"), SampleMarts.salesDashboard(), ZoneOffset.UTC, CLOCK);
        shop.add("customers", SampleMarts.customerKey(1), SampleMarts.customer(1, "Germany"));
        shop.add(
                "products",
                SampleMarts.productKey("P1"),
                SampleMarts.product("P1", "Rocket", "Planes", "0.05", "Acme"));
        shop.add(
                "sales_lines",
                SampleMarts.lineKey(1, "P1"),
                SampleMarts.line(1, "P1", 1, "2026-04-09T10:00:00Z", true, 3, "0.10"));
        shop.apply();
        lake = new SampleLake(directory.resolve("lake"));
        lake.append(List.of(
                new SampleLake.Version("r", 1, CLOCK.instant(), 1, new BigDecimal("1.00"), "bolt"),
                new SampleLake.Version("r", 2, CLOCK.instant(), 3, new BigDecimal("3.00"), "nut"),
                new SampleLake.Version("u", 3, CLOCK.instant(), 1, new BigDecimal("2.00"), "bolt"),
                new SampleLake.Version("d", 4, CLOCK.instant(), 3, null, null)));
        desk = desk("desk", new SqlDesk.Limits(2, 1, Duration.ofSeconds(20), "128MB", 1_300_000), Set.of());
    }

    private static SqlDesk desk(String folder, SqlDesk.Limits limits, Set<String> withheld) {
        Path below = directory.resolve(folder);
        return new SqlDesk(
                below,
                new SqlDesk.Sources(
                        new ShownCopies(
                                below.resolve("copies"),
                                file -> shop.database.copy(SampleMarts.ALL, withheld, file),
                                () -> 1,
                                CLOCK),
                        () -> LakeMoment.now(lake.lake(), CLOCK.instant()),
                        () -> SampleMarts.ALL,
                        List.of(SampleMarts.salesDashboard()),
                        List.of()),
                limits);
    }

    @AfterAll
    static void close() {
        desk.close();
        lake.close();
        shop.close();
    }

    private static JsonNode ask(String sql) {
        return ask(desk, sql);
    }

    private static JsonNode ask(SqlDesk asked, String sql) {
        try (SqlAnswer answer = asked.answer(new SqlQuestion(sql, 10, AnswerFormat.JSON), () -> false)) {
            return new ObjectMapper().readTree(Files.readString(answer.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SqlProblem problem(String sql) {
        SqlProblem problem = catchThrowableOfType(SqlProblem.class, () -> ask(sql));
        assertThat(problem).as(sql).isNotNull();
        return problem;
    }

    @Test
    void martsMeasuresAndTheLakeAreReadTogether() {
        JsonNode answer = ask("SELECT s.day, s.revenue, r.region, i.price, i.name FROM sales_by_day s"
                + " JOIN customers c ON true JOIN regions r ON r.country = c.country JOIN lake.items i ON true");
        assertThat(answer.get("columns").get(1).toString())
                .isEqualTo("{\"name\":\"revenue\",\"type\":\"DECIMAL(38,2)\"}");
        assertThat(answer.get("rows").toString()).isEqualTo("[[\"2026-04-09\",\"0.30\",\"EMEA\",\"2.00\",\"bolt\"]]");
        assertThat(answer.get("more").asBoolean()).isFalse();
        assertThat(answer.get("shownAt").asText()).isEqualTo("2026-04-10T12:00:00Z");
    }

    @Test
    void theLakeTellsWhatWas() {
        assertThat(ask("SELECT id, price, valid_to IS NULL FROM lake.items_versions ORDER BY ALL")
                        .get("rows")
                        .toString())
                .isEqualTo("[[1,\"1.00\",false],[1,\"2.00\",true],[3,\"3.00\",false]]");
        assertThat(ask("SELECT operation, count(*) FROM lake.items_history GROUP BY ALL ORDER BY ALL")
                        .get("rows")
                        .toString())
                .isEqualTo("[[\"d\",1],[\"r\",2],[\"u\",1]]");
    }

    @Test
    void anAnswerIsWrittenAsAsked() throws Exception {
        String sql = "SELECT i AS n, CASE i WHEN 0 THEN 'a, \"b\"' WHEN 1 THEN '' END AS said FROM range(3) r(i)";
        try (SqlAnswer answer = desk.answer(new SqlQuestion(sql, 5, AnswerFormat.CSV), () -> false)) {
            assertThat(answer.file()).hasContent("n,said\n0,\"a, \"\"b\"\"\"\n1,\"\"\n2,\n");
        }
        Path kept = directory.resolve("kept.parquet");
        try (SqlAnswer answer = desk.answer(new SqlQuestion(sql, 2, AnswerFormat.PARQUET), () -> false)) {
            assertThat(answer.more()).isTrue();
            Files.copy(answer.file(), kept);
        }
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duck.createStatement().executeQuery("SELECT sum(n), count(*) FROM '" + kept + "'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getInt(2)).isEqualTo(2);
        }
    }

    @Test
    void anEndlessResultIsCutOff() {
        JsonNode answer = ask("SELECT * FROM range(1000000000000)");
        assertThat(answer.get("rows")).hasSize(10);
        assertThat(answer.get("more").asBoolean()).isTrue();
    }

    @Test
    void onlyOneSelectOverKnownTablesIsAnswered() {
        Path secret = directory.resolve("secret.csv");
        List<String> refused = List.of(
                "INSERT INTO customers VALUES (9, 'X')",
                "UPDATE customers SET country = 'X'",
                "DELETE FROM sales_lines",
                "DROP VIEW sales_by_day",
                "CREATE TABLE mine AS SELECT 1",
                "COPY customers TO '" + secret + "'",
                "COPY (SELECT 1) TO '" + secret + "'",
                "ATTACH '" + secret + "' AS other",
                "SET memory_limit = '100GB'",
                "PRAGMA database_list",
                "INSTALL httpfs",
                "LOAD httpfs",
                "CALL pragma_version()",
                "EXPORT DATABASE '" + directory + "'",
                "SHOW TABLES",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP TABLE customers",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_parquet('" + directory + "/**')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM 'https://example.com/a.parquet'",
                "SELECT * FROM glob('/etc/*')",
                "SELECT getenv('HOME')",
                "SELECT current_setting('temp_directory')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM lake.files.items",
                "SELECT * FROM query('SELECT 1')",
                "SELECT (SELECT count(*) FROM read_csv('/etc/passwd'))",
                "WITH a AS (SELECT * FROM read_blob('/etc/passwd')) SELECT * FROM a",
                "SELECT 1 FROM customers ORDER BY (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT * FROM (WITH \"/etc/passwd\" AS (SELECT 1) SELECT 1), '/etc/passwd'",
                "WITH duckdb_settings AS (SELECT * FROM pg_catalog.pg_class) SELECT * FROM duckdb_settings",
                "SELECT sum(1) OVER (ORDER BY getenv('HOME'))",
                "SELECT $1",
                " ");
        for (String sql : refused) {
            assertThat(problem(sql).kind()).as(sql).isEqualTo(Kind.NOT_ALLOWED);
            assertThat(problem(sql).nextStep()).isNotBlank();
        }
        assertThat(secret).doesNotExist();
        assertThat(ask("SELECT count(*) FROM sales_lines").get("rows").toString())
                .isEqualTo("[[1]]");
    }

    @Test
    void eachRefusalSaysWhatIsWrong() {
        assertThat(problem("DELETE FROM sales_lines"))
                .hasMessage("Only a SELECT can be asked; this is another statement.");
        assertThat(problem("SELECT 1; SELECT 2")).hasMessage("These are 2 statements.");
        assertThat(problem("SELECT * FROM read_csv('x')")).hasMessage("A question may not call read_csv(…).");
        assertThat(problem("SELECT getenv('HOME')")).hasMessage("A question may not call getenv().");
        assertThat(problem("SELECT * FROM '/etc/passwd'")).hasMessage("A question may not read `/etc/passwd`.");
        assertThat(problem("SELECT * FROM sale_lines").nextStep()).startsWith("Perhaps sales_lines is meant.");
        assertThat(problem("SELECT * FROM items").nextStep()).isEqualTo("The lake has it: write lake.items.");
        SqlProblem column = problem("SELECT quantiti FROM sales_lines");
        assertThat(column).hasMessage("There is no column `quantiti`.");
        assertThat(column.nextStep()).startsWith("Perhaps quantity is meant. There are ");
        assertThat(problem("SELECT i.prise FROM lake.items i").nextStep()).startsWith("Perhaps price is meant.");
        assertThat(problem("SELECT summ(quantity) FROM sales_lines").nextStep()).isEqualTo("Perhaps sum() is meant.");
        assertThat(problem("SELECT FROM WHERE").getMessage()).contains("syntax error");
        assertThat(problem("SELECT country::INT FROM customers").getMessage()).contains("'Germany'");
    }

    /** What the tree let through by mistake, DuckDB would refuse. */
    @Test
    void theSecondWallHoldsWithoutTheFirst() throws SQLException {
        Path shown = directory.resolve("wall.duckdb");
        shop.database.copy(SampleMarts.ALL, Set.of(), shown);
        LakeMoment moment = LakeMoment.now(lake.lake(), CLOCK.instant());
        try (Connection locked = SqlWorker.locked(new WorkerOrder.Preparation(
                        "64MB",
                        directory.resolve("spill").toString(),
                        shown.toString(),
                        "",
                        moment.views(),
                        moment.files().stream().map(Path::toString).toList(),
                        1,
                        AnswerFormat.JSON,
                        ""));
                var statement = locked.createStatement()) {
            statement.executeQuery("SELECT * FROM sales_by_day, lake.items").close();
            for (String sql : List.of(
                    "SELECT * FROM read_csv('/etc/passwd')",
                    "SELECT * FROM read_text('/etc/passwd')",
                    "SELECT * FROM glob('/etc/*')",
                    "SELECT * FROM '/etc/passwd'",
                    "SELECT * FROM read_parquet('https://example.com/a.parquet')",
                    "COPY (SELECT 1) TO '" + directory.resolve("written.csv") + "'",
                    "ATTACH '" + directory.resolve("written.duckdb") + "' AS other",
                    "EXPORT DATABASE '" + directory.resolve("exported") + "'",
                    "DELETE FROM customers",
                    "CREATE OR REPLACE VIEW main.sales_by_day AS SELECT 1",
                    "SET enable_external_access = true",
                    "SET allowed_paths = ['/etc/passwd']",
                    "SET lock_configuration = false",
                    "SET memory_limit = '100GB'",
                    "SELECT getenv('HOME')",
                    "INSTALL httpfs")) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
        assertThat(directory.resolve("written.csv")).doesNotExist();
        assertThat(directory.resolve("written.duckdb")).doesNotExist();
    }

    @Test
    void aQuestionThatNeedsTooMuchMemoryEndsAlone() {
        for (String sql : List.of(
                "SELECT length(string_agg(repeat('x', 100000), '')) FROM range(100000)",
                "SELECT length(repeat('x', 1000000000) || repeat('y', 1000000000))",
                "WITH RECURSIVE t AS (SELECT 'xxxxxxxx' s UNION ALL SELECT s || s FROM t) SELECT max(length(s)) FROM t")) {
            assertThat(problem(sql).kind()).as(sql).isEqualTo(Kind.TOO_MUCH);
        }
        assertThat(ask("SELECT 1").get("rows").toString()).isEqualTo("[[1]]");
    }

    @Test
    void aQuestionWithoutEndIsEnded() {
        try (SqlDesk hasty =
                desk("hasty", new SqlDesk.Limits(1, 0, Duration.ofSeconds(3), "128MB", 1_300_000), Set.of())) {
            SqlProblem late = catchThrowableOfType(SqlProblem.class, () -> ask(hasty, FOREVER));
            assertThat(late.kind()).isEqualTo(Kind.TOO_LONG);
            assertThat(late).hasMessage("The question took longer than 3 seconds, and was ended.");
            assertThat(ask(hasty, "SELECT 1").get("rows").toString()).isEqualTo("[[1]]");
        }
        assertThat(workersBelow("hasty")).isEmpty();
    }

    @Test
    void aQuestionEndsWhenItsAskerLeaves() throws Exception {
        AtomicBoolean left = new AtomicBoolean();
        var asked = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                SqlProblem.class, () -> desk.answer(new SqlQuestion(FOREVER, 1, AnswerFormat.JSON), left::get)));
        await().until(() -> !workersBelow("desk").isEmpty());
        left.set(true);
        assertThat(asked.get().kind()).isEqualTo(Kind.LEFT);
    }

    @Test
    void whoComesWhenTooManyWaitIsToldSo() throws Exception {
        try (SqlDesk small =
                desk("small", new SqlDesk.Limits(1, 0, Duration.ofSeconds(20), "128MB", 1_300_000), Set.of())) {
            AtomicBoolean left = new AtomicBoolean();
            var first = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    SqlProblem.class, () -> small.answer(new SqlQuestion(FOREVER, 1, AnswerFormat.JSON), left::get)));
            await().until(() -> !workersBelow("small").isEmpty());
            assertThat(catchThrowableOfType(SqlProblem.class, () -> ask(small, "SELECT 1"))
                            .kind())
                    .isEqualTo(Kind.BUSY);
            left.set(true);
            first.get();
        }
    }

    private static List<ProcessHandle> workersBelow(String folder) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(directory.resolve(folder) + "/"))
                .toList();
    }

    @Test
    void aPersonalColumnIsNowhere() {
        try (SqlDesk careful = desk(
                "careful", new SqlDesk.Limits(1, 0, Duration.ofSeconds(20), "128MB", 1_300_000), Set.of("vendor"))) {
            List<String> columns = new ArrayList<>();
            ask(careful, "SELECT * FROM products")
                    .get("columns")
                    .forEach(column -> columns.add(column.get("name").asText()));
            assertThat(columns).contains("category").doesNotContain("vendor");
            assertThat(careful.tables().stream()
                            .filter(table -> table.name().equals("products"))
                            .flatMap(table -> table.columns().stream())
                            .map(AskableTable.Column::name))
                    .doesNotContain("vendor");
        }
    }

    @Test
    void tablesAreListedWithTheirDescriptions() {
        List<AskableTable> tables = desk.tables();
        assertThat(tables.stream().map(AskableTable::name).collect(Collectors.toSet()))
                .contains(
                        "sales",
                        "sales_by_day",
                        "sales_lines",
                        "customers",
                        "regions",
                        "lake.items",
                        "lake.items_versions");
        AskableTable days = tables.stream()
                .filter(table -> table.name().equals("sales_by_day"))
                .findFirst()
                .orElseThrow();
        assertThat(days.kind()).isEqualTo(AskableTable.Kind.MEASURES);
        assertThat(days.columns().stream()
                        .filter(column -> column.name().equals("revenue"))
                        .map(AskableTable.Column::description)
                        .findFirst()
                        .orElseThrow())
                .startsWith("Revenue: ");
    }
}
