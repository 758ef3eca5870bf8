package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop in Berlin that writes down the day of an order and no time, looked at from New York. */
@Tag("thorough")
class DaysWithoutHoursIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path directory;

    @Test
    void aDayIsTheShopsWhereverItIsLookedAt() throws Exception {
        LocalDate day = LocalDate.now(BERLIN).minusDays(2);
        try (SmallShop source = new SmallShop(directory)) {
            source.execute(
                    "ALTER TABLE orders MODIFY orderDate DATE NOT NULL", "UPDATE orders SET orderDate = '" + day + "'");
            String settings = Files.readString(source.configuration());
            assertThat(settings).contains("zone: UTC");
            Files.writeString(source.configuration(), settings.replaceFirst("zone: UTC", "zone: " + BERLIN));
            try (RunningShop shop = source.up(directory.resolve("data"));
                    Browser browser = new Browser()) {
                JsonNode answer =
                        shop.get("/api/sales?grain=day&zone=America/New_York&from=" + day + "&to=" + day.plusDays(1));
                assertThat(answer.get("zone").asText()).isEqualTo("Europe/Berlin");
                assertThat(answer.get("zoneMessage").asText()).contains("days of Europe/Berlin whatever zone");
                assertThat(answer.get("rows").get(0).get("orders").asInt()).isEqualTo(1);
                assertThat(shop.get("/api/sales?zone=Europe/Berlin").has("zoneMessage"))
                        .isFalse();

                Page page = browser.page(1440, 900, ColorScheme.LIGHT);
                page.navigate(shop.address() + "/?from=" + day + "&to=" + day.plusDays(1) + "&zone=America/New_York");
                assertThat(page.getByTestId("tile-orders-value")).hasText("1");
                Locator zone = page.getByTestId("zone-picker");
                assertThat(zone).isDisabled();
                assertThat(zone).hasValue("Europe/Berlin");
                assertThat(zone).hasAttribute("title", Pattern.compile("its own days, in Europe/Berlin"));
                Browser.keep(page, "days-without-hours");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
