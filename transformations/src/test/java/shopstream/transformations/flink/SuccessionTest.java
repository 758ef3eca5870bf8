package shopstream.transformations.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;

class SuccessionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(3600);
    private static final DeclaredMart NONE = new DeclaredMart("lines", List.of());

    @Test
    void theFirstEditionIsShownAtOnce() {
        assertThat(roles(begin(NONE, "a"))).containsExactly("a CURRENT");
    }

    @Test
    void anUnchangedModelStaysAsItIs() {
        DeclaredMart first = begin(NONE, "a");
        assertThat(Succession.begin(first, edition("a"), NOW.plusSeconds(9))).isEqualTo(first);
    }

    @Test
    void aChangedModelIsBuiltBesideTheOneShown() {
        assertThat(roles(begin(begin(NONE, "a"), "b"))).containsExactlyInAnyOrder("a CURRENT", "b BUILDING");
    }

    @Test
    void aSecondChangeReplacesTheOneBeingBuilt() {
        DeclaredMart mart = begin(begin(begin(NONE, "a"), "b"), "c");
        assertThat(roles(mart)).containsExactlyInAnyOrder("a CURRENT", "c BUILDING");
    }

    @Test
    void aChangeThatIsUndoneIsBuiltNoMore() {
        assertThat(roles(begin(begin(begin(NONE, "a"), "b"), "a"))).containsExactly("a CURRENT");
    }

    @Test
    void whatWasBuiltAndIsShownIsCurrentAndTheOneBeforeIsKept() {
        DeclaredMart mart = switched();
        assertThat(roles(mart)).containsExactlyInAnyOrder("a KEPT", "b CURRENT");
        assertThat(mart.kept().get(0).keptUntil()).isEqualTo(UNTIL);
    }

    @Test
    void goingBackShowsTheKeptOneAndTheFoldersModelIsNotBuiltAgainUntilItChanges() {
        DeclaredMart back = Succession.back(switched(), NOW, UNTIL).orElseThrow();
        assertThat(roles(back)).containsExactlyInAnyOrder("a CURRENT", "b KEPT");
        assertThat(begin(back, "b")).isEqualTo(back);
        assertThat(begin(back, "b-2")).isEqualTo(back);
        assertThat(roles(begin(back, "c"))).containsExactlyInAnyOrder("a CURRENT", "b KEPT", "c BUILDING");
    }

    @Test
    void goingBackTwiceShowsTheFoldersModelAgain() {
        DeclaredMart back = Succession.back(switched(), NOW, UNTIL).orElseThrow();
        DeclaredMart again = Succession.back(back, NOW, UNTIL).orElseThrow();
        assertThat(roles(again)).containsExactlyInAnyOrder("a KEPT", "b CURRENT");
        assertThat(begin(again, "b").current().orElseThrow().insteadOf()).isNull();
    }

    @Test
    void goingBackWhileBuildingGivesUpWhatIsBuilt() {
        DeclaredMart back =
                Succession.back(begin(begin(NONE, "a"), "b"), NOW, UNTIL).orElseThrow();
        assertThat(roles(back)).containsExactly("a CURRENT");
        assertThat(roles(begin(back, "b"))).containsExactly("a CURRENT");
    }

    @Test
    void aMartThatNeverChangedHasNothingToGoBackTo() {
        assertThat(Succession.back(begin(NONE, "a"), NOW, UNTIL)).isEmpty();
        assertThat(Succession.back(NONE, NOW, UNTIL)).isEmpty();
    }

    @Test
    void aKeptEditionExpiresAtItsTimeAndNotBefore() {
        DeclaredMart mart = switched();
        assertThat(Succession.expire(mart, UNTIL.minusMillis(1))).isEqualTo(mart);
        assertThat(roles(Succession.expire(mart, UNTIL))).containsExactly("b CURRENT");
    }

    private static DeclaredMart switched() {
        return Succession.follow(begin(begin(NONE, "a"), "b"), NOW, UNTIL);
    }

    private static DeclaredMart begin(DeclaredMart mart, String fingerprint) {
        return Succession.begin(mart, mart.edition(fingerprint).orElse(edition(fingerprint)), NOW);
    }

    private static MartEdition edition(String fingerprint) {
        return new MartEdition(
                new MartDeclaration(
                        "lines", fingerprint, "", List.of(), List.of(), List.of(), List.of(), fingerprint, "", ""),
                Role.BUILDING,
                NOW,
                null,
                null,
                null);
    }

    private static List<String> roles(DeclaredMart mart) {
        return mart.editions().stream()
                .map(edition -> edition.fingerprint() + " " + edition.role())
                .toList();
    }
}
