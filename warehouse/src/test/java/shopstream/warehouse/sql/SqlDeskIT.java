package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import shopstream.lake.RecommendationTable;

/** Questions in SQL over a real warehouse and a real lake, answered in real processes. */
class SqlDeskIT extends OpenDesk {
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
    void whatWasDeliveredIsAskedLikeTheRest() throws Exception {
        assertThat(desk.tables().tables())
                .extracting(AskableTable::name)
                .doesNotContain("lake.recommendations_delivered");
        RecommendationTable delivered = lake.lake().recommendations();
        delivered.append("empty", CLOCK.instant(), taker -> {});
        String sql = "SELECT d.run, d.delivered_at, d.customer, d.position, d.score, i.name"
                + " FROM lake.recommendations_delivered d JOIN lake.items i ON i.name = d.product ORDER BY ALL";
        assertThat(ask(sql).get("rows")).isEmpty();
        delivered.append("first", CLOCK.instant(), taker -> {
            taker.take(new RecommendationTable.Row("7", 1, "bolt", 0.5));
            taker.take(new RecommendationTable.Row("7", 2, "nobody's", 0.25));
        });
        assertThat(ask(sql).get("rows").toString())
                .isEqualTo("[[\"first\",\"2026-04-10T12:00:00Z\",\"7\",1,0.5,\"bolt\"]]");
        assertThat(desk.tables().tables())
                .extracting(AskableTable::name)
                .contains("lake.recommendations_delivered", "lake.items");
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
    void tablesAreListedWithTheirDescriptions() {
        List<AskableTable> tables = desk.tables().tables();
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
