package shopstream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final ShopIdentity SHOP = new ShopIdentity("Models & more", "shop at replica:3306");

    @TempDir
    private Path parent;

    @Test
    void isTheSameShopsAgain() {
        DataDirectory.open(data(), SHOP).close();
        try (DataDirectory again = DataDirectory.open(data(), SHOP)) {
            assertThat(again.remarks()).isEmpty();
        }
    }

    @Test
    void writesFormatShopAndProgramBeforeAnythingElse() throws IOException {
        try (DataDirectory directory = DataDirectory.open(data(), SHOP)) {
            assertThat(Files.readAllLines(directory.root().resolve("format")))
                    .containsExactly(
                            "2",
                            "shop: Models & more",
                            "source: shop at replica:3306",
                            "program: " + ProgramVersion.text());
            assertThat(ProgramVersion.text()).matches("\\d.*");
        }
    }

    @Test
    void ofFormat1IsMigratedWithAllItHolds() throws IOException {
        format1("shop at replica:3306");
        try (DataDirectory migrated = DataDirectory.open(data(), SHOP)) {
            assertThat(migrated.remarks()).singleElement().asString().contains("migrated from format 1 to format 2");
            assertThat(migrated.root().resolve("shop")).doesNotExist();
        }
        assertThat(data().resolve("log/topics/rows")).hasContent("log");
        assertThat(data().resolve("warehouse/shop.duckdb")).hasContent("rows");
        try (DataDirectory again = DataDirectory.open(data(), SHOP)) {
            assertThat(again.remarks()).isEmpty();
        }
    }

    @Test
    void ofFormat1OfAnotherSourceIsRefusedAndLeftAsItWas() throws IOException {
        format1("shop at elsewhere:3306");
        assertThatThrownBy(() -> DataDirectory.open(data(), SHOP))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("shop at elsewhere:3306")
                .hasMessageContaining("shop at replica:3306");
        assertThat(data().resolve("format")).hasContent("1");
        assertThat(data().resolve("shop")).hasContent("shop at elsewhere:3306");
    }

    @Test
    void ofAFormatFromWhichNoMigrationIsKnownKeepsItsLogAlone() throws IOException {
        format1("shop at replica:3306");
        Files.writeString(data().resolve("format"), "0\n");
        try (DataDirectory directory = DataDirectory.open(data(), SHOP)) {
            assertThat(directory.remarks())
                    .singleElement()
                    .asString()
                    .contains("format 0", "made anew", "before-format-2");
        }
        assertThat(data().resolve("log/topics/rows")).hasContent("log");
        assertThat(data().resolve("warehouse")).doesNotExist();
        assertThat(data().resolve("before-format-2/warehouse/shop.duckdb")).hasContent("rows");
    }

    @Test
    void ofANewerVersionIsRefusedNamingTheVersion() throws IOException {
        Files.createDirectories(data());
        String newer = "7\nshop: Models & more\nsource: shop at replica:3306\nprogram: 4.1\n";
        Files.writeString(data().resolve("format"), newer);
        assertThatThrownBy(() -> DataDirectory.open(data(), SHOP))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.nextStep()).contains("that version"))
                .hasMessageContaining("Shopstream 4.1 in format 7")
                .hasMessageContaining("formats up to 2");
        assertThat(data().resolve("format")).hasContent(newer.strip());
    }

    @Test
    void ofAnotherShopIsRefusedNamingBoth() {
        DataDirectory.open(data(), SHOP).close();
        ShopIdentity other = new ShopIdentity("Boats", "boats at replica:3306");
        assertThatThrownBy(() -> DataDirectory.open(data(), other))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Models & more (shop at replica:3306)")
                .hasMessageContaining("Boats (boats at replica:3306)");
    }

    @Test
    void whoseTopicsAreUnderAnotherPrefixIsRefusedWithWhatToWriteIntoTheConfiguration() {
        try (DataDirectory directory = DataDirectory.open(data(), SHOP)) {
            directory.requirePrefix("shopstream");
        }
        try (DataDirectory again = DataDirectory.open(data(), SHOP)) {
            again.requirePrefix("shopstream");
            assertThatThrownBy(() -> again.requirePrefix("other"))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.nextStep()).contains("`prefix: shopstream`", "shop.yaml"))
                    .hasMessageContaining("under the prefix shopstream, not other");
        }
    }

    @Test
    void ofTheSameSourceUnderAnotherNameIsRefusedWithTheFileToWriteItInto() {
        DataDirectory.open(data(), SHOP).close();
        assertThatThrownBy(() -> DataDirectory.open(data(), new ShopIdentity("Renamed", SHOP.source())))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.nextStep())
                                .contains(data().toAbsolutePath()
                                        .resolve("format")
                                        .toString()));
    }

    @Test
    void withAFormatThatIsNoNumberIsRefused() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("format"), "");
        assertThatThrownBy(() -> DataDirectory.open(data(), SHOP))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not the number of a format");
    }

    @Test
    void somebodyElsesFilesAreNotMixedWithOurs() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("holiday.jpg"), "");
        assertThatThrownBy(() -> DataDirectory.open(data(), SHOP))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holiday.jpg");
        assertThat(data().resolve("format")).doesNotExist();
    }

    @Test
    void aStartKilledInItsFirstMomentLeavesNothingInTheWay() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("lock"), "");
        Files.writeString(data().resolve("format.new"), "2\nsho");
        try (DataDirectory directory = DataDirectory.open(data(), SHOP)) {
            assertThat(directory.remarks()).isEmpty();
        }
    }

    @Test
    void heldByAnotherIsRefused() {
        try (DataDirectory held = DataDirectory.open(data(), SHOP)) {
            assertThatThrownBy(() -> DataDirectory.open(data(), SHOP))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(held.root().toString())
                    .hasMessageContaining("in use");
        }
    }

    private Path data() {
        return parent.resolve("data");
    }

    /** As version 0.1 wrote it until it kept the shop's name too. */
    private void format1(String source) throws IOException {
        Files.createDirectories(data().resolve("log/topics"));
        Files.createDirectories(data().resolve("warehouse"));
        Files.createDirectories(data().resolve("models"));
        Files.writeString(data().resolve("format"), "1\n");
        Files.writeString(data().resolve("shop"), source + "\n");
        Files.writeString(data().resolve("lock"), "");
        Files.writeString(data().resolve("log/topics/rows"), "log");
        Files.writeString(data().resolve("warehouse/shop.duckdb"), "rows");
    }
}
