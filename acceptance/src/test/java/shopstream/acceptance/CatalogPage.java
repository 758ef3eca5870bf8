package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** What a person sees who wants to know where a figure comes from. */
final class CatalogPage {
    private final Page page;

    CatalogPage(Page page) {
        this.page = page;
    }

    private Locator box(String id) {
        return page.getByTestId("box-" + id);
    }

    private static Pattern classed(String word) {
        return Pattern.compile(".*\\b" + word + "\\b.*");
    }

    void followsAColumn() {
        assertThat(page.getByTestId("what")).containsText("7 datasets, 1 stream of events, 6 marts");
        assertThat(box("dashboard.sales")).isVisible();

        // By the name of a column.
        page.getByTestId("find").fill("priceEach");
        assertThat(page.getByTestId("entries").getByRole(AriaRole.LISTITEM)).hasCount(1);
        page.getByTestId("entry-orderdetails").click();
        assertThat(page).hasURL(Pattern.compile(".*entry=orderdetails"));
        assertThat(page.getByTestId("column-priceEach")).containsText("at least 0");
        assertThat(box("ratings")).hasCount(0);

        page.getByTestId("column-priceEach").getByRole(AriaRole.LINK).click();
        assertThat(box("dashboard.sales")).containsText("revenue");
        assertThat(box("mart.sales_lines")).containsText("price");
        assertThat(box("training_set.interactions")).hasClass(classed("off"));

        box("mart.sales_lines").click();
        assertThat(page.getByTestId("column-price").getByRole(AriaRole.LINK).last())
                .hasText("stg_orderdetails.price");
        Browser.keepInBothSchemes(page, "catalog", 1440, 390);
        page.goBack();
        page.goBack();
        assertThat(page.getByTestId("column-priceEach")).isVisible();
    }
}
