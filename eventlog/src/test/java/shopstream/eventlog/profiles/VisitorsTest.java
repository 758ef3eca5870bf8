package shopstream.eventlog.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.profiles.Interaction.Kind;

class VisitorsTest {
    @Test
    void whatWasDoneOnABrowserBeforeIsTheCustomersOnceTheyIdentify() {
        var visitors = new Visitors();
        visitors.add(viewed(null, "a", "P1", 10));
        assertThat(visitors.ofUser("7").isEmpty()).isTrue();
        visitors.add(identified("7", "a", 20));
        visitors.add(viewed("7", "a", "P2", 30));
        visitors.add(viewed(null, "a", "P3", 40));
        assertThat(visitors.ofUser("7").interests(9)).containsExactly("P1", "P2", "P3");
        assertThat(visitors.ofBrowser("a").interests(9)).containsExactly("P1", "P2", "P3");
    }

    @Test
    void allCustomersAreKnownThoughSomeWereNeverSignedInWhenTheyDidAnything() {
        var visitors = new Visitors();
        visitors.add(viewed(null, "a", "P1", 10));
        visitors.add(viewed(null, "b", "P1", 10));
        visitors.add(identified("7", "a", 20));
        visitors.add(viewed("8", "c", "P2", 30));
        visitors.add(new Sale("order", Optional.of("9"), "P3", 1, 40, Optional.empty()));
        assertThat(visitors.users()).containsExactlyInAnyOrder("7", "8", "9");
    }

    @Test
    void twoCustomersWhoShareABrowserDoNotShareAProfile() {
        var visitors = new Visitors();
        visitors.add(viewed(null, "a", "P1", 10));
        visitors.add(identified("7", "a", 20));
        visitors.add(viewed(null, "a", "P2", 30));
        visitors.add(identified("8", "a", 40));
        visitors.add(viewed(null, "a", "P3", 50));
        assertThat(visitors.ofUser("7").interests(9)).containsExactly("P1", "P2");
        assertThat(visitors.ofUser("8").interests(9)).containsExactly("P3");
    }

    @Test
    void aBrowserIsWhoseLastIdentifiedOnItBefore() {
        var visitors = new Visitors();
        visitors.add(identified("8", "a", 40));
        visitors.add(identified("7", "a", 20));
        assertThat(visitors.userOf("a", 10)).contains("7");
        assertThat(visitors.userOf("a", 39)).contains("7");
        assertThat(visitors.userOf("a", 40)).contains("8");
        assertThat(visitors.userOf("b", 40)).isEmpty();
        assertThat(visitors.usersOf("a")).containsExactlyInAnyOrder("7", "8");
        assertThat(visitors.browsersOf("7")).containsExactly("a");
    }

    @Test
    void whoSignedInBeforeTheyLookedAtAnythingIsStillKnownTheNextDay() {
        var visitors = new Visitors();
        visitors.add(identified("7", "a", 20));
        visitors.forgetBrowsersBefore(20);
        assertThat(visitors.userOf("a", 30)).contains("7");
        visitors.forgetBrowsersBefore(21);
        assertThat(visitors.userOf("a", 30)).isEmpty();
    }

    @Test
    void cartsOfSeveralDevicesAreOneCart() {
        var visitors = new Visitors();
        visitors.add(event(null, "phone", false, 10, new Interaction("P1", Kind.CARTED, 1, 10, 1, 0)));
        visitors.add(event(null, "laptop", false, 20, new Interaction("P2", Kind.CARTED, 1, 20, 2, 0)));
        visitors.add(identified("7", "phone", 30));
        visitors.add(identified("7", "laptop", 40));
        assertThat(visitors.ofUser("7").cart(50)).containsOnlyKeys("P1", "P2");
    }

    @Test
    void theOrderOfArrivalAndRepetitionsMakeNoDifference() {
        var random = new Random(7);
        List<VisitorEvent> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String browser = "b" + random.nextInt(20);
            String user = "u" + random.nextInt(8);
            int millis = random.nextInt(100_000);
            events.add(
                    switch (random.nextInt(5)) {
                        case 0 -> identified(user, browser, millis);
                        case 1 -> viewed(user, null, "P" + random.nextInt(30), millis);
                        default -> viewed(null, browser, "P" + random.nextInt(30), millis);
                    });
        }
        Visitors inOrder = visitors(events);
        List<VisitorEvent> again = new ArrayList<>(events);
        again.addAll(events.subList(100, 600));
        Collections.shuffle(again, random);
        Visitors shuffled = visitors(again);
        for (int user = 0; user < 8; user++) {
            assertThat(shuffled.ofUser("u" + user)).isEqualTo(inOrder.ofUser("u" + user));
        }
    }

    @Test
    void aMessageThatIsToldAgainByACorrectedClockIsNotNew() {
        var visitors = new Visitors();
        VisitorEvent told = event(null, "a", false, 10, new Interaction("P1", Kind.CARTED, 1, 10, 5, 0));
        VisitorEvent later = event(null, "a", false, 13, new Interaction("P1", Kind.CARTED, 1, 13, 5, 0));
        assertThat(visitors.add(later)).hasSize(1);
        assertThat(visitors.add(told)).isEmpty();
        assertThat(visitors.add(later)).isEmpty();
        assertThat(visitors.ofBrowser("a").cart(20)).containsExactly(entry("P1", 1));
        assertThat(visitors.ofBrowser("a").interactions().get(0).millis()).isEqualTo(10);
    }

    @Test
    void browsersOnWhichNothingHappensAnyMoreAreForgotten() {
        var visitors = new Visitors();
        visitors.add(viewed(null, "old", "P1", 10));
        visitors.add(viewed(null, "new", "P1", 30));
        visitors.add(identified("7", "old", 20));
        visitors.forgetBrowsersBefore(20);
        assertThat(visitors.ofBrowser("old").isEmpty()).isTrue();
        assertThat(visitors.ofUser("7").isEmpty()).isTrue();
        assertThat(visitors.ofBrowser("new").isEmpty()).isFalse();
    }

    @Test
    void programsAreCountedAndLeftOut() {
        var visitors = new Visitors();
        visitors.add(new VisitorEvent(
                Optional.empty(),
                Optional.of("a"),
                Optional.empty(),
                false,
                true,
                1,
                1,
                List.of(new Interaction("P1", Kind.VIEWED, 0, 1, 1, 0))));
        assertThat(visitors.ofBrowser("a").isEmpty()).isTrue();
        assertThat(visitors.bots()).isOne();
    }

    @Test
    void whoDoesMoreThanAPersonCanIsCountedAndLeftOut() {
        var visitors = new Visitors();
        int fresh = 0;
        for (int i = 0; i < 1_000; i++) {
            fresh += visitors.add(viewed(null, "crawler", "P" + i, i)).size();
        }
        assertThat(fresh).isEqualTo(Pace.MOST_IN_A_MINUTE);
        assertThat(visitors.ofBrowser("crawler").isEmpty()).isTrue();
        assertThat(visitors.bots()).isEqualTo(1_000 - Pace.MOST_IN_A_MINUTE);
        for (int i = 0; i < 1_000; i++) {
            visitors.add(viewed(null, "person", "P" + i, i * 60_000));
        }
        assertThat(visitors.ofBrowser("person").isEmpty()).isFalse();
    }

    private static Visitors visitors(List<VisitorEvent> events) {
        var visitors = new Visitors();
        events.forEach(visitors::add);
        return visitors;
    }

    private static VisitorEvent viewed(String user, String browser, String product, int millis) {
        return event(
                user,
                browser,
                false,
                millis,
                new Interaction(product, Kind.VIEWED, 0, millis, 31L * millis + product.hashCode(), 0));
    }

    private static VisitorEvent identified(String user, String browser, int millis) {
        return event(user, browser, true, millis);
    }

    private static VisitorEvent event(
            String user, String browser, boolean identifies, int millis, Interaction... interactions) {
        return new VisitorEvent(
                Optional.ofNullable(user),
                Optional.ofNullable(browser),
                Optional.empty(),
                identifies,
                false,
                millis,
                millis,
                List.of(interactions));
    }
}
