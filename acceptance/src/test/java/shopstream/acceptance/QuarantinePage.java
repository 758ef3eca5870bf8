package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** What a person sees on the page of what was rejected, while somebody writes wrong prices into the shop's database. */
final class QuarantinePage {
    private final Page page;
    private final RunningShop shop;

    QuarantinePage(Page page, RunningShop shop) {
        this.page = page;
        this.shop = shop;
    }

    private Locator summary() {
        return page.getByTestId("quarantine-summary");
    }

    private Locator records() {
        return page.getByTestId("quarantine-records").locator("tbody tr");
    }

    private void write(String... statements) throws SQLException {
        try (Connection database = shop.database();
                Statement statement = database.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    void isEmpty() {
        assertThat(summary()).containsText("Nothing was rejected");
    }

    void showsWhatIsRejectedAndWhy() throws SQLException {
        write(
                "UPDATE products SET buyPrice = -1 ORDER BY productCode LIMIT 2",
                "UPDATE products SET MSRP = -7 ORDER BY productCode DESC LIMIT 1");
        assertThat(summary())
                .hasText(
                        "3 records were rejected, of 1 dataset; 3 rows are shown as before the change that was rejected.");
        Locator cause = page.getByTestId("cause-products-buyPrice-minimum");
        assertThat(cause).containsText("-1.00 × 2");
        assertThat(records()).hasCount(3);
        cause.getByRole(AriaRole.LINK).click();
        assertThat(records()).hasCount(2);
        assertThat(page).hasURL(Pattern.compile(".*column=buyPrice"));
        records().first().locator("summary").click();
        assertThat(records().first()).containsText("productVendor");
        Browser.keepInBothSchemes(page, "quarantine", 1440, 390);
        page.goBack();
        assertThat(records()).hasCount(3);
    }

    void tellsWhenItIsPutRight() throws SQLException {
        write("UPDATE products SET buyPrice = 1, MSRP = 7 WHERE buyPrice < 0 OR MSRP < 0");
        assertThat(summary()).hasText("3 records were rejected, of 1 dataset.");
    }
}
