package shopstream.eventlog.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static shopstream.eventlog.profiles.Happening.BEGIN;
import static shopstream.eventlog.profiles.Happening.DAY;
import static shopstream.eventlog.profiles.Happening.MINUTE;
import static shopstream.eventlog.profiles.Happening.toldAgain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.profiles.Interaction.Kind;

class ProfileTest {
    private final Happening happening = new Happening();

    @Test
    void anEventThatIsToldAgainWithinADayCountsOnce() {
        VisitorEvent told = happening.did(Kind.CARTED, null, "a", "P1", BEGIN);
        BrowserProfile once = BrowserProfile.UNKNOWN.with(told, BEGIN);
        BrowserProfile again = once.with(toldAgain(told, 0), BEGIN + DAY);
        assertThat(again).isSameAs(once);
        assertThat(again.tally().events()).isOne();
        BrowserProfile later = again.with(toldAgain(told, 0), BEGIN + DAY + 1);
        assertThat(later.tally().events()).as("forgotten by then").isEqualTo(2);
        assertThat(later.trail()).as("no second interaction all the same").isEqualTo(once.trail());
        assertThat(Profile.cart(later.trail())).containsExactly(entry("P1", 1));
    }

    @Test
    void anEventWithoutAnyProductIsToldAgainAndCountsOnceToo() {
        VisitorEvent told = happening.identified("7", "a", BEGIN);
        CustomerProfile once = CustomerProfile.UNKNOWN.with(told, BEGIN);
        assertThat(once.with(told, BEGIN + MINUTE)).isSameAs(once);
    }

    @Test
    void aClockThatIsCorrectedOtherwiseMakesNoSecondEvent() {
        VisitorEvent told = happening.did(Kind.CARTED, null, "a", "P1", BEGIN + 13);
        BrowserProfile profile = BrowserProfile.UNKNOWN.with(told, BEGIN).with(toldAgain(told, -13), BEGIN + 1);
        assertThat(profile.tally().events()).isOne();
        assertThat(profile.trail().interactions()).hasSize(1);
        assertThat(profile.trail().newest()).isEqualTo(BEGIN);
        assertThat(profile.with(told, BEGIN + 2)).isSameAs(profile);
    }

    @Test
    void cartsOfSeveralDevicesAreOneCart() {
        FoldedProfiles folded = FoldedProfiles.of(List.of(
                happening.did(Kind.CARTED, null, "phone", "P1", BEGIN),
                happening.did(Kind.CARTED, null, "laptop", "P2", BEGIN + 1),
                happening.identified("7", "phone", BEGIN + 2),
                happening.did(Kind.CARTED, "7", "tablet", "P3", BEGIN + 3),
                happening.identified("7", "laptop", BEGIN + 4),
                happening.did(Kind.REMOVED, null, "phone", "P1", BEGIN + 5)));
        CustomerProfile customer = folded.customer("7");
        assertThat(Profile.cart(customer.trail())).containsExactly(entry("P2", 1), entry("P3", 1));
        assertThat(customer.others()).containsExactly("laptop", "phone");
        assertThat(folded.browser("phone").user()).contains("7");
    }

    @Test
    void anIdentityThatIsToldTwiceIsOne() {
        VisitorEvent identity = happening.identified("7", "a", BEGIN + 1);
        List<VisitorEvent> events = List.of(happening.viewed(null, "a", "P1", BEGIN), identity, identity);
        assertThat(FoldedProfiles.of(events).customer("7").trail().interests(9)).containsExactly("P1");
    }

    /** Late is the first customer of the browser, whom nobody knew of when all was the second one's. */
    @Test
    void whatWasHandedOverToTheWrongCustomerIsTakenBack() {
        VisitorEvent first = happening.identified("7", "a", BEGIN + 10);
        FoldedProfiles folded = FoldedProfiles.of(List.of(
                happening.viewed(null, "a", "P1", BEGIN),
                happening.viewed(null, "a", "P2", BEGIN + 15),
                happening.identified("8", "a", BEGIN + 20),
                happening.viewed(null, "a", "P3", BEGIN + 30)));
        assertThat(folded.customer("8").trail().interests(9)).containsExactly("P1", "P2", "P3");
        folded.add(first, BEGIN + 99);
        assertThat(folded.customer("7").trail().interests(9)).containsExactly("P1", "P2");
        assertThat(folded.customer("8").trail().interests(9)).containsExactly("P3");
    }

    @Test
    void aProgramIsCountedAndNothingIsLearnedOfIt() {
        BrowserProfile crawler = BrowserProfile.UNKNOWN;
        for (int i = 0; i < 10; i++) {
            crawler = crawler.with(happening.crawled("a", "P" + i, BEGIN + i), BEGIN + i);
        }
        assertThat(crawler.tally()).isEqualTo(new Tally(0, 10, BEGIN + 9));
        assertThat(crawler.trail().isEmpty()).isTrue();
        assertThat(crawler.taste().isEmpty()).isTrue();
    }

    @Test
    void whoDoesMoreThanAPersonCanIsAProgramFromThenOnAndIsTakenBackFromTheCustomer() {
        FoldedProfiles folded = new FoldedProfiles();
        folded.add(happening.identified("7", "a", BEGIN), BEGIN);
        for (int i = 0; i < Pace.MOST_IN_A_MINUTE; i++) {
            folded.add(happening.viewed(null, "a", "P" + i, BEGIN + i), BEGIN);
        }
        assertThat(folded.browser("a").isTooFast()).isFalse();
        assertThat(folded.customer("7").trail().isEmpty()).isFalse();
        folded.add(happening.viewed(null, "a", "P", BEGIN + Pace.MOST_IN_A_MINUTE), BEGIN);
        folded.add(happening.viewed(null, "a", "Q", BEGIN + DAY), BEGIN);
        assertThat(folded.browser("a").isTooFast()).isTrue();
        assertThat(folded.browser("a").trail().isEmpty()).isTrue();
        assertThat(folded.browser("a").tally().events()).isEqualTo(Pace.MOST_IN_A_MINUTE + 2L);
        assertThat(folded.customer("7").trail().isEmpty()).isTrue();
        assertThat(folded.customer("7").taste().isEmpty()).isTrue();
    }

    /** A server may tell of very many visitors at once, each of whom did a little. */
    @Test
    void whoIsToldOfOftenInAMinuteButDidNothingNewIsNoProgram() {
        VisitorEvent told = happening.viewed("7", null, "P1", BEGIN);
        CustomerProfile customer = CustomerProfile.UNKNOWN;
        for (int i = 0; i < 2 * Pace.MOST_IN_A_MINUTE; i++) {
            customer = customer.with(told, BEGIN).with(happening.identified("7", "a", BEGIN), BEGIN);
        }
        assertThat(customer.isTooFast()).isFalse();
    }

    @Test
    void whatIsForgottenWhenFollowsTheNewestThatHappened() {
        FoldedProfiles folded = FoldedProfiles.of(List.of(
                happening.viewed(null, "a", "P1", BEGIN),
                happening.identified("7", "a", BEGIN + DAY),
                happening.viewed(null, "a", "P2", BEGIN + 2 * DAY),
                happening.viewed(null, "a", "P3", BEGIN + DAY)));
        assertThat(folded.browser("a").forgottenAt()).isEqualTo(BEGIN + 92 * DAY);
        assertThat(folded.customer("7").forgottenAt()).isEqualTo(BEGIN + 402 * DAY);
    }

    /** Against the fold that servers have, and against itself in another order. */
    @Test
    void theOrderOfEventsAndRepetitionsMakeNoDifferenceAndServersComeToTheSame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<VisitorEvent> events = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            String browser = "b" + random.nextInt(30);
            String user = "u" + random.nextInt(8);
            String product = "P" + random.nextInt(40);
            long millis = BEGIN + (long) (random.nextDouble() * 20 * DAY);
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            events.add(
                    switch (random.nextInt(6)) {
                        case 0 -> happening.identified(user, browser, millis);
                        case 1 -> happening.did(kind, user, random.nextBoolean() ? browser : null, product, millis);
                        case 2 -> happening.crawled(browser, product, millis);
                        default -> happening.did(kind, null, browser, product, millis);
                    });
        }
        FoldedProfiles inOrder = FoldedProfiles.of(events);
        List<VisitorEvent> again = new ArrayList<>(events);
        again.addAll(events.subList(500, 1_500));
        Collections.shuffle(again, random);
        FoldedProfiles shuffled = FoldedProfiles.of(again);
        Visitors servers = new Visitors();
        again.forEach(servers::add);
        for (int user = 0; user < 8; user++) {
            CustomerProfile one = inOrder.customer("u" + user);
            CustomerProfile other = shuffled.customer("u" + user);
            assertThat(other.trail()).as("seed %d", seed).isEqualTo(one.trail());
            assertThat(other.taste()).as("seed %d", seed).isEqualTo(one.taste());
            assertThat(other.tally()).as("seed %d", seed).isEqualTo(one.tally());
            assertThat(servers.ofUser("u" + user)).as("seed %d", seed).isEqualTo(one.trail());
        }
        for (int browser = 0; browser < 30; browser++) {
            BrowserProfile one = inOrder.browser("b" + browser);
            BrowserProfile other = shuffled.browser("b" + browser);
            assertThat(other.browser())
                    .as("seed %d", seed)
                    .usingRecursiveComparison()
                    .ignoringFields("pace")
                    .isEqualTo(one.browser());
            assertThat(other.taste()).as("seed %d", seed).isEqualTo(one.taste());
            assertThat(other.tally()).as("seed %d", seed).isEqualTo(one.tally());
            assertThat(servers.ofBrowser("b" + browser)).as("seed %d", seed).isEqualTo(one.trail());
        }
    }

    @Test
    void bytesAreReadBackAsTheyWere() throws Exception {
        FoldedProfiles folded = new FoldedProfiles();
        VisitorEvent bought = happening.did(Kind.BOUGHT, "7", "ä-browser", "日本", BEGIN);
        folded.add(happening.viewed(null, "ä-browser", "P1", BEGIN - 1), BEGIN);
        folded.add(bought, BEGIN);
        folded.add(happening.identified("7", "ä-browser", BEGIN + 1), BEGIN);
        folded.add(happening.identified("8", "ä-browser", BEGIN + DAY), BEGIN);
        BrowserProfile browser = folded.browser("ä-browser");
        CustomerProfile customer = folded.customer("7");
        assertThat(customer.parts()).hasSize(1);
        assertThat(ProfileBytes.browser(ProfileBytes.of(browser))).isEqualTo(browser);
        assertThat(ProfileBytes.customer(ProfileBytes.of(customer))).isEqualTo(customer);
        assertThat(ProfileBytes.browser(ProfileBytes.of(BrowserProfile.UNKNOWN)))
                .isEqualTo(BrowserProfile.UNKNOWN);
        assertThat(ProfileBytes.part(ProfileBytes.of(browser.of("7", "ä-browser"))))
                .isEqualTo(browser.of("7", "ä-browser"));
        assertThat(ProfileBytes.taken(ProfileBytes.of(bought, 5))).isEqualTo(new ProfileBytes.Taken(bought, 5));
    }
}
