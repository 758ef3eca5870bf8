package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.contracts.PersonalNames;
import shopstream.warehouse.SampleMarts;
import shopstream.warehouse.sql.SqlProblem.Kind;
import shopstream.warehouse.training.LakeMoment;

/** What a question may not do. */
class SqlDeskWallsIT extends OpenDesk {
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
        shop.database.shown(() -> SampleMarts.ALL, PersonalNames.named()).copy(shown);
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
    void aPersonalColumnIsNowhere() {
        try (SqlDesk careful = desk(
                "careful",
                new SqlDesk.Limits(1, 0, Duration.ofSeconds(20), "128MB", 1_300_000),
                PersonalNames.named("vendor"))) {
            List<String> columns = new ArrayList<>();
            ask(careful, "SELECT * FROM products")
                    .get("columns")
                    .forEach(column -> columns.add(column.get("name").asText()));
            assertThat(columns).contains("category").doesNotContain("vendor");
            assertThat(careful.tables().tables().stream()
                            .filter(table -> table.name().equals("products"))
                            .flatMap(table -> table.columns().stream())
                            .map(AskableTable.Column::name))
                    .doesNotContain("vendor");
        }
    }
}
