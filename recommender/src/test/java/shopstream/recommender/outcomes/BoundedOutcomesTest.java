package shopstream.recommender.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shopstream.recommender.outcomes.ShownList.Click;
import shopstream.recommender.outcomes.SoldLines.Line;

class BoundedOutcomesTest {
    private static final Visitor ME = new Visitor(Optional.of("me"), Optional.empty());

    @Test
    void theOldestListsAreLetGoAndDoNotComeAgain() {
        ShownLists lists = new ShownLists(100);
        for (int list = 0; list <= 100; list++) {
            ShownList fresh = lists.of("list " + list, list).orElseThrow();
            fresh.take(new Click(1, list, ME));
            lists.clicked(ME, fresh);
        }
        assertThat(lists.isFull()).isTrue();
        lists.forgetBefore(lists.oldestQuarter());
        assertThat(lists.isFull()).isFalse();
        assertThat(lists.clickedBy(ME.key())).hasSize(75);
        assertThat(lists.of("list 3", 3)).isEmpty();
        assertThat(lists.of("list 3", 3)).isEmpty();
        assertThat(lists.late()).isEqualTo(2);
        assertThat(lists.of("list 90", 90)).isPresent();
    }

    @Test
    void theOldestSalesAreForgottenWhereThereAreTooMany() {
        SoldLines sold = new SoldLines(100);
        IntStream.rangeClosed(0, 100).forEach(line -> sold.put("c" + line % 7, new Line(line, 1, line, 10)));
        assertThat(sold.size()).isBetween(50, 80);
        assertThat(sold.of("c0")).noneMatch(line -> line.millis() < sold.since());
        int before = sold.size();
        sold.put("c1", new Line(500, 1, sold.since() - 1, 10));
        assertThat(sold.size()).isEqualTo(before);
    }

    @Test
    void aLineThatComesAgainTakesThePlaceOfTheOneBefore() {
        SoldLines sold = new SoldLines(100);
        sold.put("me", new Line(1, 1, 5, 10));
        sold.put("me", new Line(1, 1, 5, 30));
        assertThat(sold.of("me")).containsExactly(new Line(1, 1, 5, 30));
        assertThat(sold.size()).isEqualTo(1);
        sold.remove("me", 1);
        assertThat(sold.of("me")).isEmpty();
        assertThat(sold.size()).isZero();
    }

    @Test
    void countsThatAreTakenBackAreAsIfTheyHadNotBeen() {
        ProductCounts counts = new ProductCounts();
        IntStream.range(0, 1_000).forEach(item -> counts.add(item * 16, 2));
        IntStream.range(0, 500).forEach(item -> counts.add(item * 16, -2));
        assertThat(counts.distinct(item -> true)).isEqualTo(500);
        assertThat(counts.sum(item -> item >= 16 * 900)).isEqualTo(200);
    }

    @Test
    void namesThatAreMadeUpAreCountedTogether() {
        DayTallies days = new DayTallies();
        for (int name = 0; name < 1_000; name++) {
            Origin origin = days.counted(5, new Origin("made up " + name, "", "", "", ""));
            days.add(new Contribution(5, origin, ME, false, false, 0, List.of()), 1);
        }
        OutcomeReport report = days.report(5, 1, new DayTallies.Products(item -> true, 1, item -> false, 0));
        assertThat(report.placements()).hasSizeLessThanOrEqualTo(201).containsKey("other");
        assertThat(report.total().shown()).isEqualTo(1_000);
    }
}
