package shopstream.contracts.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlMapTest {
    private enum Delivery {
        EXACTLY_ONCE,
        AT_LEAST_ONCE
    }

    @TempDir
    Path folder;

    private Path file;
    private final Problems problems = new Problems();

    @BeforeEach
    void name() {
        file = folder.resolve("shop.yaml");
    }

    @Test
    void readsEveryKindOfValue() throws IOException {
        YamlMap map = read("""
                name: Classic
                port: 8080
                rate: 0.05
                live: true
                every: 250ms
                kept: 7d
                memory: 64MB
                zones: [UTC, Europe/Berlin]
                delivery: at-least-once
                empty:
                folder: ../models
                sources:
                  shop: {url: "jdbc:mariadb://localhost/shop"}
                labels: {team: data, floor: 3}
                steps:
                  - name: first
                  - name: second
                """);
        assertThat(map.requiredText("name")).isEqualTo("Classic");
        assertThat(map.whole("port", 1)).isEqualTo(8080);
        assertThat(map.decimal("rate", BigDecimal.ONE)).isEqualTo("0.05");
        assertThat(map.flag("live", false)).isTrue();
        assertThat(map.duration("every", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(map.duration("kept", Duration.ZERO)).isEqualTo(Duration.ofDays(7));
        assertThat(map.bytes("memory", 0)).isEqualTo(64L << 20);
        assertThat(map.texts("zones")).containsExactly("UTC", "Europe/Berlin");
        assertThat(map.choice("delivery", Delivery.class, Delivery.EXACTLY_ONCE))
                .isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(map.optionalText("empty")).isEmpty();
        assertThat(map.path("folder")).isEqualTo(folder.resolveSibling("models"));
        assertThat(map.namedMaps("sources").get("shop").requiredText("url")).isEqualTo("jdbc:mariadb://localhost/shop");
        assertThat(map.textMap("labels")).isEqualTo(Map.of("team", "data", "floor", "3"));
        assertThat(map.maps("steps").get(1).requiredText("name")).isEqualTo("second");
        assertThat(map.maps("steps").get(1).place()).isEqualTo(new Place(file, 17));
        map.nothingElse();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void absentKeysHaveTheirDefaults() throws IOException {
        YamlMap map = read("other: 1\n");
        assertThat(map.text("name", "none")).isEqualTo("none");
        assertThat(map.whole("port", 7)).isEqualTo(7);
        assertThat(map.duration("every", Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(map.texts("zones")).isEmpty();
        assertThat(map.maps("steps")).isEmpty();
        assertThat(map.namedMaps("sources")).isEmpty();
        assertThat(map.placeOf("name")).isEqualTo(new Place(file, 1));
        assertThat(problems.none()).isTrue();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsLineAndTheNextStep() throws IOException {
        YamlMap map = read("""
                port: many
                every: 5
                live: maybe
                memory: 64 parsecs
                delivery: twice
                zones: {a: b}
                """);
        map.whole("port", 0);
        map.duration("every", Duration.ZERO);
        map.flag("live", false);
        map.bytes("memory", 0);
        map.choice("delivery", Delivery.class, Delivery.EXACTLY_ONCE);
        map.texts("zones");
        map.requiredText("name");
        assertThat(problems.all().stream().map(Problem::toString))
                .containsExactly(
                        file + ":1: The key `port` has the value `many`. Write a whole number.",
                        file
                                + ":2: The key `every` has the value `5`. Write a duration with its unit, such as 250ms, 5s"
                                + " or 7d.",
                        file + ":3: The key `live` has the value `maybe`. Write true or false.",
                        file + ":4: The key `memory` has the value `64 parsecs`. Write a size with its unit, such as"
                                + " 64MB or 2GB.",
                        file + ":5: The key `delivery` has the value `twice`. Write one of exactly-once,"
                                + " at-least-once.",
                        file + ":6: The key `zones` must hold a single value. Write it on one line.",
                        file + ":1: The key `name` is missing. Add `name: …` here.");
        assertThatThrownBy(problems::orThrow)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(":1: The key `port`")
                .hasMessageContaining(":5: The key `delivery`");
    }

    @Test
    void anUnknownKeyNamesTheNearestKnownOne() throws IOException {
        YamlMap map = read("name: a\nbootstrap-server: b\nfrobnicate: c\n");
        map.text("name", "");
        map.text("bootstrap-servers", "");
        map.nothingElse();
        assertThat(problems.all())
                .containsExactly(
                        new Problem(
                                new Place(file, 2),
                                "The key `bootstrap-server` is not known here.",
                                "Did you mean `bootstrap-servers`?"),
                        new Problem(
                                new Place(file, 3),
                                "The key `frobnicate` is not known here.",
                                "Known here: bootstrap-servers, name."));
    }

    @Test
    void aKeyWrittenTwiceIsAProblem() throws IOException {
        read("name: a\nname: b\n");
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.place().line()).isEqualTo(2);
            assertThat(problem.message()).contains("`name` stands here a second time, first in line 1");
        });
    }

    @Test
    void brokenYamlIsAProblemAtItsLine() throws IOException {
        Files.writeString(file, "name: a\nother: [1, 2\n");
        assertThat(YamlMap.read(file, problems)).isEmpty();
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("This is not valid YAML");
            assertThat(problem.place().line()).isBetween(2, 3);
        });
    }

    @Test
    void aMissingAnEmptyAndABinaryFileAreProblems() throws IOException {
        assertThat(YamlMap.read(folder.resolve("nowhere.yaml"), problems)).isEmpty();
        Files.writeString(file, "# nothing\n");
        assertThat(YamlMap.read(file, problems)).isEmpty();
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertThat(YamlMap.read(file, problems)).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::message)
                .satisfiesExactly(
                        missing -> assertThat(missing).isEqualTo("The file does not exist."),
                        empty -> assertThat(empty).isEqualTo("The file holds no keys."),
                        binary -> assertThat(binary).startsWith("The file cannot be read"));
    }

    @Test
    void theEnvironmentStandsInForItsVariables() throws IOException {
        Map<String, String> environment = Map.of("SHOP_DB_USER", "reader", "EMPTY", "");
        Files.writeString(file, """
                user: ${SHOP_DB_USER}
                url: jdbc:mariadb://${SHOP_DB_HOST:-localhost}:${EMPTY:-3306}/shop
                password: ${SHOP_DB_PASSWORD}
                """);
        YamlMap map = YamlMap.read(file, environment::get, problems).orElseThrow();
        assertThat(map.requiredText("user")).isEqualTo("reader");
        assertThat(map.requiredText("url")).isEqualTo("jdbc:mariadb://localhost:3306/shop");
        assertThat(map.text("password", "")).isEmpty();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        new Place(file, 3),
                        "The environment variable SHOP_DB_PASSWORD is not set.",
                        "Set it, or write ${SHOP_DB_PASSWORD:-a default} here."));
    }

    @Test
    void withoutAnEnvironmentTextStaysAsItIs() throws IOException {
        assertThat(read("pattern: ${NAME}\n").requiredText("pattern")).isEqualTo("${NAME}");
    }

    @Test
    void theNearestWordIsFoundAcrossSlipsButNotInvented() {
        List<String> known = List.of("contracts", "dashboards", "models", "region");
        assertThat(Nearest.of("contract", known)).contains("contracts");
        assertThat(Nearest.of("dahsboards", known)).contains("dashboards");
        assertThat(Nearest.of("Models", known)).contains("models");
        assertThat(Nearest.of("xyz", known)).isEmpty();
        assertThat(Nearest.of("anything", List.of())).isEmpty();
    }

    private YamlMap read(String text) throws IOException {
        Files.writeString(file, text);
        return YamlMap.read(file, problems).orElseThrow();
    }
}
