package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import shopstream.recommender.live.Companions;

class ReplayTest {
    private static final long MINUTE = 60_000;

    private static Past past() {
        Past.Builder builder = Past.builder(100, Long.MAX_VALUE);
        builder.seen("me", "A", 0);
        builder.seen("me", "B", MINUTE);
        builder.seen("me", "A", 2 * MINUTE);
        builder.seen("me", "C", 3 * MINUTE);
        builder.seen("me", "A", 60 * MINUTE);
        return builder.build();
    }

    @Test
    void nobodyIsAskedForWhatTheVisitHasBeenAtAlready() {
        List<String> asked = new ArrayList<>();
        Past past = past();

        Replay.of(past)
                .goOn(
                        past.size(),
                        (step, shopper, out) ->
                                asked.add(Arrays.toString(shopper.get().session()) + " -> "
                                        + past.items().id(past.item(step)) + ", B is out: " + out.test(1)));

        assertThat(asked)
                .containsExactly(
                        "[0] -> B, B is out: false",
                        "[1, 0] -> C, B is out: true",
                        // Another visit: whoever comes back may be shown what they looked at.
                        "[1, 0, 2] -> A, B is out: false");
    }

    @Test
    void listsKnowNothingOfAStepBeforeItIsAskedFor() {
        Companions companions = new Companions();
        List<Boolean> known = new ArrayList<>();
        Past past = past();

        Replay.of(past, companions)
                .goOn(
                        past.size(),
                        (step, shopper, out) -> known.add(companions
                                .strongest(past.item(step), shopper.get().session())
                                .isPresent()));

        assertThat(known).containsExactly(false, false, true);
        assertThat(companions.strongest(2, new int[] {0})).hasValue(0);
    }

    @Test
    void aHistoryKnowsNothingOfAStepBeforeItIsAskedFor() {
        List<String> known = new ArrayList<>();
        Past past = past();

        Replay.of(past)
                .goOn(
                        past.size(),
                        (step, shopper, out) ->
                                known.add(Arrays.toString(shopper.get().history())));

        assertThat(known).containsExactly("[0]", "[1, 0]", "[1, 0, 2]");
    }

    @Test
    void itStopsBeforeAStepAndGoesOnFromThere() {
        List<Integer> asked = new ArrayList<>();
        Past past = past();
        Replay replay = Replay.of(past);

        replay.goOn(3, (step, shopper, out) -> asked.add(step));
        assertThat(asked).containsExactly(1);
        replay.goOn(past.size(), (step, shopper, out) -> asked.add(step));

        assertThat(asked).containsExactly(1, 3, 4);
    }
}
