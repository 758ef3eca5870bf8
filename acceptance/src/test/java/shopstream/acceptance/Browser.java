package shopstream.acceptance;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Debian's Chromium, driven as a visitor would; what its console says wrong is kept. */
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** How quick pages are is measured elsewhere; here several platforms start on the same cores. */
    private static final double PATIENCE_MILLIS = 60_000;

    private record Complaint(Page page, String text) {}

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<Complaint> complaints = new ArrayList<>();

    Browser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A fresh page of the given size; every test has one of its own. */
    Page page(int width, int height, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-US")
                .setAcceptDownloads(true));
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isOfAPageBeingLeft(message)) {
                complaints.add(new Complaint(page, message.text() + " (" + message.location() + ")"));
            }
        });
        page.onPageError(error -> complaints.add(new Complaint(page, error)));
        return page;
    }

    /** The browser asks for the icon of a page also when it is being left, for no page any more then, and refuses itself. */
    private static boolean isOfAPageBeingLeft(ConsoleMessage message) {
        return message.text().contains("/favicon.svg' from origin 'null'")
                || message.text().contains("ERR_FAILED") && message.location().contains("/favicon.svg");
    }

    /** Errors that pages wrote to their console. */
    List<String> complaints() {
        return complaints.stream().map(Complaint::text).toList();
    }

    /** Errors that this page wrote, where others before it were meant to be in trouble. */
    List<String> complaints(Page page) {
        return complaints.stream()
                .filter(complaint -> complaint.page() == page)
                .map(Complaint::text)
                .toList();
    }

    /** Keeps what the page looks like as test output. */
    static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /**
     * What keeps somebody from using the page, with the first place of it. Of what is right, no list is made: most of the time
     * would go into it.
     *
     * @param rules that are looked at; all where none is named
     */
    static List<String> obstacles(Page page, String... rules) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        AxeBuilder axe = new AxeBuilder(page).options(options);
        if (rules.length > 0) {
            axe.withRules(List.of(rules));
        }
        return axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .toList();
    }

    /** The same at some widths, light and dark. */
    static void keepInBothSchemes(Page page, String name, int... widths) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : widths) {
                page.setViewportSize(width, 900);
                keep(page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
