package shopstream.recommender.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.recommender.outcomes.ToldShop.NOW;
import static shopstream.recommender.outcomes.ToldShop.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private static final String ME = browser("me");

    private final ToldShop told = new ToldShop();

    private static Instant minutes(long since) {
        return NOW.plus(Duration.ofMinutes(since));
    }

    @Test
    void aListIsClickedOnceHoweverOftenItIsClickedAndTold() {
        told.shown("1", ME, minutes(0), "A", "B")
                .clicked("1", ME, minutes(1), "A")
                .clicked("1", ME, minutes(2), "B")
                .clicked("1", ME, minutes(3), "B")
                .shown("1", ME, minutes(1), "A", "B")
                .shown("2", ME, minutes(5), "A", "C");
        Figures figures = told.figures();
        assertThat(figures.shown()).isEqualTo(2);
        assertThat(figures.clicked()).isEqualTo(1);
        assertThat(figures.clickThrough()).hasValue(0.5);
        assertThat(figures.products()).isEqualTo(3);
        assertThat(figures.coverage()).hasValue(0.3);
    }

    @Test
    void aClickOfSomebodyElseOrMuchLaterOrOnWhatWasNotThereDoesNotCount() {
        told.shown("1", ME, minutes(-2_000), "A", "B")
                .clicked("1", browser("you"), minutes(-1_999), "A")
                .clicked("1", ME, minutes(-1_999), "C")
                .clicked("1", ME, minutes(-1_999 + 25 * 60), "A")
                .clicked("none", ME, minutes(0), "A");
        Figures figures = told.figures();
        assertThat(figures.shown()).isEqualTo(1);
        assertThat(figures.clicked()).isZero();
    }

    @Test
    void whatTheSameCustomerBoughtOfWhatTheyClickedFollowsFromIt() {
        told.shown("1", ME, minutes(0), "A", "B")
                .clicked("1", ME, minutes(1), "A")
                .identified("me", "7", minutes(20))
                .bought("10", "7", "A", minutes(21), true)
                .bought("10", "7", "B", minutes(21), true)
                .bought("11", "8", "A", minutes(22), true);
        Figures figures = told.figures();
        assertThat(figures.bought()).isEqualTo(1);
        assertThat(figures.revenue()).isEqualByComparingTo("9.50");
    }

    @Test
    void anOrderBeforeTheClickOrMoreThanAWeekAfterItDoesNotFollowFromIt() {
        told.shown("1", "'userId':'7'", minutes(-15_000), "A")
                .clicked("1", "'userId':'7'", minutes(-14_999), "A")
                .bought("10", "7", "A", minutes(-15_100), true)
                .bought("11", "7", "A", minutes(-14_998 + 7 * 24 * 60), true);
        assertThat(told.figures().bought()).isZero();
        told.bought("12", "7", "A", minutes(-15_000 + 7 * 24 * 60), true);
        assertThat(told.figures().bought()).isEqualTo(1);
    }

    @Test
    void aSaleCountsForTheLastListInWhichItWasClicked() {
        told.shownFrom("1", "'userId':'7'", minutes(0), "personal", "", "A")
                .shownFrom("2", "'userId':'7'", minutes(10), "popular", "", "A")
                .clicked("1", "'userId':'7'", minutes(1), "A")
                .clicked("2", "'userId':'7'", minutes(11), "A")
                .bought("10", "7", "A", minutes(20), true);
        OutcomeReport report = told.taken().report(1);
        assertThat(report.sources().get("popular").bought()).isEqualTo(1);
        assertThat(report.sources().get("personal").bought()).isZero();
        assertThat(report.total().revenue()).isEqualByComparingTo("9.50");
    }

    @Test
    void anOrderThatIsCancelledIsTakenBack() {
        told.shown("1", "'userId':'7'", minutes(0), "A")
                .clicked("1", "'userId':'7'", minutes(1), "A")
                .bought("10", "7", "A", minutes(2), true)
                .bought("10", "7", "A", minutes(2), true);
        assertThat(told.figures().revenue()).isEqualByComparingTo("9.50");
        told.bought("10", "7", "A", minutes(2), false);
        assertThat(told.figures().bought()).isZero();
        assertThat(told.figures().revenue()).isZero();
    }

    @Test
    void whatAProgramLooksAtIsNotShownToAnybody() {
        told.told("{'type':'track','event':'Recommendations Shown','messageId':'b','anonymousId':'bot','timestamp':'"
                + NOW
                + "','context':{'userAgent':'Googlebot/2.1'},'properties':{'recommendation_id':'1',"
                + "'products':[{'product_id':'A'}]}}");
        assertThat(told.figures().shown()).isZero();
    }

    @Test
    void daysAndSourcesAreToldApart() {
        told.shownFrom("1", ME, minutes(0), "personal", "", "A")
                .shownFrom("2", ME, minutes(-24 * 60), "popular", "", "A")
                .shownFrom("3", ME, minutes(-31 * 24 * 60), "popular", "", "A");
        OutcomeReport report = told.taken().report(2);
        assertThat(report.days())
                .extracting(day -> day.day() + " " + day.sources().keySet())
                .containsExactly("2026-05-03 [popular]", "2026-05-04 [personal]");
        assertThat(report.total().shown()).isEqualTo(2);
    }

    @Test
    void theShareOfBestSellersIsThatOfWhatIsWantedMost() {
        told.event("Product Viewed", ME, minutes(-60), "'product_id':'C'")
                .event("Product Viewed", browser("you"), minutes(-60), "'product_id':'C'")
                .shown("1", ME, minutes(0), "A", "B", "C", "D");
        OutcomeReport report = told.taken().report(1);
        assertThat(report.bestSellers()).isEqualTo(1);
        assertThat(report.total().bestSellers()).hasValue(0.25);
    }

    @Test
    void anExperimentThatTheShopDoesNotHaveIsNone() {
        told.shownFrom("1", ME, minutes(0), "personal", "'experiment':'made-up','experiment_variant':'x',", "A");
        assertThat(told.taken().exposed("made-up").visitors()).isEmpty();
        assertThat(told.taken().report(1).origins().keySet())
                .extracting(Origin::experiment)
                .containsExactly("");
    }

    @Test
    void whoWasShownAVariantCountsOnceWithAllTheyBought() {
        String trial = "'experiment':'trial','experiment_variant':'one',";
        told.shownFrom("1", ME, minutes(0), "personal", trial, "A")
                .shownFrom("2", ME, minutes(1), "personal", trial, "B")
                .clicked("2", ME, minutes(2), "B")
                .identified("me", "7", minutes(3))
                .bought("9", "7", "D", minutes(-1), true)
                .bought("10", "7", "D", minutes(4), true)
                .shownFrom("3", browser("you"), minutes(1), "personal", trial, "B");
        assertThat(told.taken().exposed("trial").visitors())
                .containsExactlyInAnyOrder(
                        new ExposedVisitors.ExposedVisitor("one", 2, 1, true, 9.5),
                        new ExposedVisitors.ExposedVisitor("one", 1, 0, false, 0));
    }

    @Test
    void whoWasShownTwoVariantsIsLeftOut() {
        told.shownFrom("1", ME, minutes(0), "personal", "'experiment':'trial','experiment_variant':'one',", "A")
                .shownFrom(
                        "2",
                        "'userId':'7'",
                        minutes(5),
                        "popular",
                        "'experiment':'trial','experiment_variant':'two',",
                        "A")
                .identified("me", "7", minutes(3));
        ExposedVisitors exposed = told.taken().exposed("trial");
        assertThat(exposed.visitors()).isEmpty();
        assertThat(exposed.mixed()).isEqualTo(1);
    }

    /** Visitors, lists, clicks, orders and identities as they come, some told twice, in an order that nobody made. */
    @Test
    void neitherTheOrderNorHowOftenSomethingIsToldMakesADifference() {
        Random random = new Random(20260504);
        List<String> products = List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
        for (int list = 0; list < 150; list++) {
            int who = random.nextInt(12);
            String whose = who < 4 ? "'userId':'" + who + "'" : browser("b" + who);
            Instant time = minutes(-random.nextInt(5_000));
            String first = products.get(random.nextInt(10));
            String second = products.get(random.nextInt(10));
            String variant = "'experiment':'trial','experiment_variant':'" + (who % 2 == 0 ? "even" : "odd") + "',";
            told.shownFrom(
                    "" + list, whose, time, random.nextBoolean() ? "personal" : "popular", variant, first, second);
            if (random.nextInt(5) == 0) {
                // The page drew it again, and not quite the same.
                told.shownFrom("" + list, whose, time.plusSeconds(random.nextInt(9)), "similar", variant, second, "J");
            }
            for (int clicks = random.nextInt(3); clicks > 0; clicks--) {
                told.clicked(
                        "" + list, whose, time.plusSeconds(random.nextInt(600)), random.nextBoolean() ? first : second);
            }
        }
        for (int browser = 4; browser < 12; browser++) {
            told.identified("b" + browser, "" + browser % 5, minutes(-random.nextInt(5_000)));
            told.identified("b" + browser, "" + random.nextInt(5), minutes(-random.nextInt(5_000)));
        }
        for (int line = 0; line < 200; line++) {
            told.bought(
                    "o" + line,
                    "" + random.nextInt(5),
                    products.get(random.nextInt(10)),
                    minutes(-random.nextInt(5_000)),
                    true);
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, told.size()).boxed().toList());
        Outcomes straight = told.taken(order);
        assertThat(straight.report(5).total().bought()).isGreaterThan(10);
        IntStream.range(0, 200).forEach(again -> order.add(random.nextInt(told.size())));
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(order, random);
            Outcomes shuffled = told.taken(order);
            assertThat(shuffled.report(5)).isEqualTo(straight.report(5));
            assertThat(shuffled.exposed("trial").visitors())
                    .containsExactlyInAnyOrderElementsOf(
                            straight.exposed("trial").visitors());
        }
    }
}
