package shopstream.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small shop whose folder is edited between starts, as its owner does it. */
abstract class EditedShop {
    @TempDir
    Path directory;

    Path data;
    private SmallShop source;

    @BeforeEach
    void start() throws IOException, SQLException {
        data = directory.resolve("data");
        source = new SmallShop(directory);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    final RunningShop up() {
        return source.up(data);
    }

    static String product(String code, String line) {
        return "INSERT INTO products VALUES ('" + code + "', 'Thing', '" + line
                + "', '1:1', 'Maker', '', 5, 6.25, 12.00)";
    }

    final void edit(String file, String what, String by) throws IOException {
        Path path = source.configuration().resolveSibling(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }

    final void execute(String... statements) throws SQLException {
        source.execute(statements);
    }

    static Map<String, String> byCategory(RunningShop shop) {
        Map<String, String> revenue = new TreeMap<>();
        for (JsonNode row : shop.get("/api/sales?by=category").get("rows")) {
            revenue.put(row.get("category").asText(), row.get("revenue").asText());
        }
        return revenue;
    }

    static JsonNode mart(RunningShop shop, String name) {
        for (JsonNode mart : shop.get("/api/status").get("marts")) {
            if (mart.get("name").asText().equals(name)) {
                return mart;
            }
        }
        throw new AssertionError("The status has no mart " + name);
    }
}
