package shopstream.app.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrashPlanTest {
    private static final List<Kind> ALL = List.of(Kind.values());

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(CrashPlan.mixed(4711, 60, ALL)).isEqualTo(CrashPlan.mixed(4711, 60, ALL));
        assertThat(CrashPlan.mixed(4711, 60, ALL)).isNotEqualTo(CrashPlan.mixed(4712, 60, ALL));
    }

    @Test
    void aShorterPlanIsTheBeginningOfALongerOne() {
        assertThat(CrashPlan.mixed(1, 100, ALL).crashes())
                .startsWith(CrashPlan.mixed(1, 30, ALL).crashes().toArray(Crash[]::new));
    }

    @Test
    void aHundredKillsAreOfEveryKind() {
        assertThat(CrashPlan.mixed(1, 100, ALL).crashes())
                .extracting(Crash::kind)
                .containsAll(ALL);
    }

    @Test
    void kindsThatAreNamedComeInTurn() {
        assertThat(CrashPlan.inTurn(1, 5, List.of(Kind.SWAP, Kind.BOTH)).crashes())
                .extracting(Crash::kind)
                .containsExactly(Kind.SWAP, Kind.BOTH, Kind.SWAP, Kind.BOTH, Kind.SWAP);
    }

    @Test
    void noOrderVanishesWhereOnlyNewOnesAreToCome() {
        assertThat(IntStream.range(0, 50).mapToObj(seed -> CrashPlan.mixed(seed, 30, ALL)))
                .flatExtracting(CrashPlan::crashes)
                .filteredOn(crash -> crash.kind() == Kind.TRUNCATE)
                .isNotEmpty()
                .noneMatch(Crash::insertOnly);
    }
}
