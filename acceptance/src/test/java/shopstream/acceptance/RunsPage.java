package shopstream.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What a person does on the page of scheduled work. */
final class RunsPage {
    private static final double BUILT_WITHIN_MILLIS = 120_000;

    private final Page page;
    private final RunningShop shop;

    RunsPage(Page page, RunningShop shop) {
        this.page = page;
        this.shop = shop;
    }

    void namesWhatIsNext() {
        assertThat(page.getByTestId("runs-summary"))
                .containsText(Pattern.compile("next is " + nextByTheClock() + ", .*\\d\\d:\\d\\d"));
    }

    /** Which of the schedules it is depends on the hour. */
    private String nextByTheClock() {
        return StreamSupport.stream(shop.get("/api/runs").get("schedules").spliterator(), false)
                .filter(schedule -> schedule.hasNonNull("next"))
                .min(Comparator.comparing(
                        schedule -> Instant.parse(schedule.get("next").asText())))
                .map(schedule -> schedule.get("name").asText())
                .orElseThrow();
    }

    void runsTheRatingsTraining() {
        Locator button = page.getByTestId("run-ratings-training");
        button.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#runs-told")).hasText("ratings-training has started.");
        assertThat(button).hasText("Running");
        // It waits for the lake first.
        assertThat(page.locator("#runs-told"))
                .hasText("ratings-training has succeeded.", new HasTextOptions().setTimeout(BUILT_WITHIN_MILLIS));
        assertThat(button).isFocused();
        assertThat(button).hasText("Run now");
        Locator run = page.getByTestId("run-of-ratings-training").first();
        assertThat(run).containsText("succeeded");
        run.locator("summary").click();
        assertThat(run).containsText("Written to");
        assertThat(page.getByTestId("schedule-ratings-training")).containsText("at 04:00 on Monday");
        Browser.keepInBothSchemes(page, "runs", 1440, 390);
        page.navigate(shop.address() + "/status");
        Browser.keep(page, "status-scheduled-390-dark");
        assertThat(page.getByTestId("status-ratings-training")).containsText("succeeded");
    }
}
