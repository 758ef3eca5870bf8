package shopstream.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.terminal.Terminal;

/** On the shop that is shipped, without any database. */
class ImpactCommandTest {
    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();

    private int impact(String... arguments) {
        List<String> all = new ArrayList<>(List.of("impact", "--config", "../shop/shop.yaml"));
        all.addAll(List.of(arguments));
        Terminal terminal = new Terminal(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(words, true, StandardCharsets.UTF_8),
                false,
                false,
                Clock.systemUTC());
        return RootCommand.commandLine(terminal).execute(all.toArray(String[]::new));
    }

    private String result() {
        return results.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return words.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatADroppedColumnTakesWithIt() {
        assertThat(impact("ALTER TABLE orderdetails DROP COLUMN priceEach")).isEqualTo(RootCommand.WRONG);

        assertThat(result())
                .contains("breaks     drops orderdetails.priceEach")
                .contains("orderdetails.yaml:")
                .contains("stg_orderdetails (price); sales_lines (price)")
                // Neither orders nor units are made of prices.
                .contains("sales (averageOrder, revenue)")
                .contains("training sets")
                .contains("customer_features (")
                .contains("purchases (price)")
                .contains("1 change: 1 breaks something.");
    }

    @Test
    void aMartThatIsCalledLikeADatasetIsNotTheDataset() {
        assertThat(impact("ALTER TABLE products MODIFY MSRP decimal(12,2) NOT NULL"))
                .isEqualTo(RootCommand.WRONG);

        assertThat(result())
                .contains("product_features (MSRP)")
                .contains("ratings_ml_training (MSRP)")
                .contains("products (MSRP)")
                .doesNotContain("dashboards")
                .contains("1 change: 1 sets rows aside.");
    }

    @Test
    void whatNothingReadsGoesOn(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("migration.sql");
        Files.writeString(file, """
                -- Two of them.
                ALTER TABLE orders DROP COLUMN comments;
                CREATE INDEX by_status ON orders (status);
                """);

        assertThat(impact("--file", file.toString())).isZero();

        assertThat(result()).contains("2 changes: everything goes on.").doesNotContain("breaks");
    }

    @Test
    void speaksJson() throws IOException {
        assertThat(impact("--json", "ALTER TABLE customers RENAME COLUMN country TO land"))
                .isEqualTo(RootCommand.WRONG);

        JsonNode report = new ObjectMapper().readTree(result());
        assertThat(report.get("harmless").asBoolean()).isFalse();
        JsonNode change = report.get("changes").get(0);
        assertThat(change.get("weight").asText()).isEqualTo("breaks");
        assertThat(change.get("columns").get(0).asText()).isEqualTo("customers.country");
        assertThat(change.get("touches").findValues("parts").toString()).contains("[\"country\",\"region\"]");
        assertThat(change.get("touches").findValuesAsText("name")).contains("customers", "sales", "sales_as_ordered");
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThat(impact("ALTER TABLE orders DORP status")).isEqualTo(RootCommand.NOT_UNDERSTOOD);
        assertThat(complaint()).contains("`DORP status`");

        assertThat(impact("--file", "nowhere.sql")).isEqualTo(RootCommand.WRONG);
        assertThat(complaint()).contains("nowhere.sql cannot be read");

        assertThat(impact()).isEqualTo(RootCommand.NOT_UNDERSTOOD);
    }
}
