package shopstream.app.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code web/page} asks when the sales page is opened: the last thirty days, compared with the thirty before up to
 * the same minute. In the order of its panels, each question once, as the page itself does.
 */
final class SalesPage {
    private static final Duration RANGE = Duration.ofDays(30);
    private static final int ORDERS = 8;

    private SalesPage() {}

    /** A question about figures: the grain, and what they are told apart by. */
    record Question(String grain, String by, Instant from, Instant to) {
        String path() {
            return "/api/sales?grain=" + grain + (by.isEmpty() ? "" : "&by=" + encoded(by)) + "&from="
                    + encoded(from.toString()) + "&to=" + encoded(to.toString()) + "&zone=UTC";
        }
    }

    /** The questions about figures. @param now when the page is opened */
    static List<Question> questions(Instant now) {
        Instant to = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        Instant from = to.minus(RANGE);
        Instant before = from.minus(RANGE);
        Instant elapsed = now.truncatedTo(ChronoUnit.MINUTES).minus(RANGE);
        List<Question> questions = new ArrayList<>();
        // Tiles, then the timeline: its comparison is not cut, and its last day is compared with as much of a day.
        questions.add(new Question("total", "", from, to));
        questions.add(new Question("total", "", before, elapsed));
        questions.add(new Question("day", "", from, to));
        questions.add(new Question("day", "", before, from));
        questions.add(new Question("total", "", elapsed.truncatedTo(ChronoUnit.DAYS), elapsed));
        // Regions with their lines.
        questions.add(new Question("day", "region", from, to));
        // Rises and falls, the table of category and region with its totals.
        for (String by : List.of("region", "category", "country", "product", "category,region")) {
            questions.add(new Question("total", by, from, to));
            questions.add(new Question("total", by, before, elapsed));
        }
        return questions;
    }

    /** All that is asked, with the unusual hours and the newest orders. */
    static List<String> paths(Instant now) {
        List<String> paths = new ArrayList<>();
        questions(now).forEach(question -> paths.add(question.path()));
        Question range = questions(now).get(0);
        paths.add("/api/sales/unusual?from=" + encoded(range.from().toString()) + "&to="
                + encoded(range.to().toString()) + "&zone=UTC");
        paths.add("/api/sales/latest?limit=" + ORDERS);
        return paths;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
