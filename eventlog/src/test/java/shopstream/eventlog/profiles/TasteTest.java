package shopstream.eventlog.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static shopstream.eventlog.profiles.Happening.BEGIN;
import static shopstream.eventlog.profiles.Happening.DAY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.profiles.Interaction.Kind;

class TasteTest {
    @Test
    void aProductThatIsViewedManyTimesADayWasWantedOnOneDay() {
        Taste taste = Taste.NONE.with(List.of(
                did("A", Kind.VIEWED, 0),
                did("A", Kind.VIEWED, 1),
                did("B", Kind.VIEWED, 2),
                did("A", Kind.CARTED, 3),
                did("A", Kind.REMOVED, 4),
                did("A", Kind.VIEWED, DAY)));
        assertThat(taste.products())
                .containsExactly(
                        entry("A", new Taste.Days(2, 1, 0, BEGIN / DAY + 1)),
                        entry("B", new Taste.Days(1, 0, 0, BEGIN / DAY)));
    }

    @Test
    void whatIsKnownAlreadyChangesNothing() {
        Taste taste = Taste.NONE.with(List.of(did("A", Kind.VIEWED, 0)));
        assertThat(taste.with(List.of(did("A", Kind.VIEWED, 5), did("", Kind.EMPTIED, 6))))
                .isSameAs(taste);
    }

    @Test
    void theNewestDaysAreKeptInWhateverOrderTheyCome() {
        Random random = new Random(11);
        List<Interaction> told = new ArrayList<>();
        for (int i = 0; i < 5 * Taste.MOST; i++) {
            told.add(did("P" + random.nextInt(6), Kind.values()[random.nextInt(3)], random.nextInt(150) * DAY));
        }
        Taste taste = Taste.NONE.with(told);
        assertThat(taste.wanted()).hasSize(Taste.MOST).isSorted();
        List<Interaction> shuffled = new ArrayList<>(told);
        Collections.shuffle(shuffled, random);
        assertThat(Taste.NONE.with(shuffled)).isEqualTo(taste);
        assertThat(Taste.NONE.with(told.subList(0, 400)).with(Taste.NONE.with(told.subList(400, told.size()))))
                .isEqualTo(taste);
    }

    @Test
    void aDayIsWhoseTheBrowserWasInTheEnd() {
        Happening happening = new Happening();
        BrowserProfile browser = BrowserProfile.UNKNOWN;
        for (VisitorEvent event : List.of(
                happening.viewed(null, "a", "P1", BEGIN + 1),
                happening.identified("7", "a", BEGIN + 2),
                happening.viewed(null, "a", "P2", BEGIN + DAY + 1),
                happening.identified("8", "a", BEGIN + DAY + 2),
                happening.viewed(null, "a", "P3", BEGIN + 2 * DAY))) {
            browser = browser.with(event, BEGIN);
        }
        assertThat(browser.of("7", "a").taste().products()).containsOnlyKeys("P1");
        assertThat(browser.of("8", "a").taste().products()).containsOnlyKeys("P2", "P3");
        assertThat(browser.of("9", "a").isEmpty()).isTrue();
    }

    private static Interaction did(String product, Kind kind, long afterBegin) {
        return new Interaction(product, kind, 1, BEGIN + afterBegin, afterBegin, 0);
    }
}
