package shopstream.recommender.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import shopstream.recommender.sessions.Sessions;

class PastVisitsTest {
    private static final long MINUTE = 60_000;

    @Test
    void aVisitEndsWithAPauseAndOrdersAreNone() {
        Past.Builder builder = Past.builder(10, Long.MAX_VALUE);
        builder.seen("me", "A", 0);
        builder.seen("you", "A", MINUTE);
        builder.seen("me", "B", 2 * MINUTE);
        builder.ordered("1", Optional.empty(), "A", 3 * MINUTE);
        builder.seen("me", "C", 33 * MINUTE);
        Past past = builder.build();

        Sessions visits = PastVisits.of(past, past.size());

        assertThat(visits.count()).isEqualTo(3);
        assertThat(visits.session(0)).containsExactly(0, 1);
        assertThat(visits.session(1)).containsExactly(0);
        assertThat(visits.session(2)).containsExactly(2);
        assertThat(PastVisits.of(past, 2).count()).as("of the first two steps").isEqualTo(2);
    }

    @Test
    void nobodyBrowsesSoFarAsProgramsDo() {
        Past.Builder builder = Past.builder(200, Long.MAX_VALUE);
        for (int n = 0; n < 120; n++) {
            builder.seen("program", "A", n);
        }
        Past past = builder.build();

        Sessions visits = PastVisits.of(past, past.size());

        assertThat(visits.count()).isEqualTo(3);
        assertThat(visits.length(0)).isEqualTo(50);
        assertThat(visits.length(2)).isEqualTo(20);
    }
}
