package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** What a person does on the page for questions in SQL. */
final class ExplorePage {
    private final Page page;
    private final String address;

    ExplorePage(Page page, String address) {
        this.page = page;
        this.address = address;
    }

    static String path(String sql) {
        return "/explore?sql=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
    }

    void open(String path) {
        page.navigate(address + path);
        assertThat(page.getByTestId("table-sales_by_day")).isVisible();
    }

    void completesNames() {
        open("/explore");
        page.getByTestId("sql").fill("");
        page.getByTestId("sql").pressSequentially("SELECT region, sum(revenue) AS total FROM sales_by_d");
        assertThat(page.getByTestId("words")).containsText("sales_by_day");
        page.keyboard().press("Enter");
        page.getByTestId("sql").pressSequentially(" GROUP BY reg");
        page.keyboard().press("Tab");
        assertThat(page.getByTestId("sql"))
                .hasValue("SELECT region, sum(revenue) AS total FROM sales_by_day GROUP BY region");
        page.keyboard().press("Control+Enter");
        assertThat(page.getByTestId("answer-table")).containsText("Europe");
        assertThat(page.getByTestId("answer-note")).containsText(Pattern.compile("\\d rows · .* · marts as of "));
        assertThat(page.getByTestId("plot").locator("canvas")).isVisible();
    }

    void isSharedByItsAddress() {
        page.getByTestId("plot-kind").selectOption("line");
        String shared = page.url();
        assertThat(shared).contains("sql=SELECT+region", "chart=line%3Aregion%3Atotal");
        page.navigate("about:blank");
        page.navigate(shared);
        assertThat(page.getByTestId("answer-table")).containsText("Europe");
        assertThat(page.getByTestId("plot-kind")).hasValue("line");
    }

    void isSavedOpenedAndDeleted() {
        page.getByTestId("save").click();
        page.getByTestId("save-name").fill("Revenue by region");
        page.getByTestId("save-done").click();
        assertThat(page.getByTestId("saved")).containsText("Revenue by region");
        open("/explore");
        page.getByTestId("saved").getByText("Revenue by region").click();
        assertThat(page.getByTestId("answer-table")).containsText("Europe");
        page.getByTestId("saved").getByText("Delete").click();
        page.getByTestId("saved").getByText("Really?").click();
        assertThat(page.getByTestId("saved")).isHidden();
    }

    void isDownloaded() throws IOException {
        Download download =
                page.waitForDownload(() -> page.getByTestId("download-csv").click());
        assertThat(Files.readString(download.path()))
                .startsWith("region,total\n")
                .contains("\nEurope,");
    }

    void saysWhatIsWrong() {
        open(path("SELECT regoin FROM sales_by_day"));
        assertThat(page.getByTestId("problem")).containsText("There is no column `regoin`.Perhaps region is meant.");
        open(path("DROP TABLE customers"));
        assertThat(page.getByTestId("problem")).containsText("Only a SELECT can be asked");
    }

    /** With the words that its button then has. */
    void isStopped() {
        open("/explore");
        page.getByTestId("sql").fill("SELECT count(*) FROM range(10000000) a, range(10000000) b");
        page.getByTestId("run").click();
        assertThat(page.getByTestId("run")).hasText("Stop");
        page.getByTestId("run").click();
        assertThat(page.getByTestId("run")).hasText("Run");
    }

    void givesWayToTheQuestionThatIsGoneBackTo() {
        open(path("SELECT 'short' AS question"));
        assertThat(page.getByTestId("answer-table")).containsText("short");
        page.getByTestId("sql").fill("SELECT 'long' || count(*) FROM range(10000000) a, range(10000000) b");
        page.getByTestId("run").click();
        assertThat(page.getByTestId("run")).hasText("Stop");
        page.goBack();
        assertThat(page.getByTestId("run")).hasText("Run");
        assertThat(page.getByTestId("sql")).hasValue("SELECT 'short' AS question");
        assertThat(page.getByTestId("answer-note")).containsText("1 row");
        assertThat(page.getByTestId("answer-table")).containsText("short");
    }
}
