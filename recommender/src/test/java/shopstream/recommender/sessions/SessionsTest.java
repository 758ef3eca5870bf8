package shopstream.recommender.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionsTest {
    @Test
    void partsShareWhatTheWholeHolds() {
        Sessions sessions =
                Sessions.builder().add(1, 2).add(3).add(4, 5, 6).add(7, 8).build();

        Sessions newer = sessions.without(2);
        assertThat(newer.count()).isEqualTo(2);
        assertThat(newer.session(0)).containsExactly(4, 5, 6);
        assertThat(newer.oldest(1).events()).isEqualTo(3);
        assertThat(newer.prefix(1, 1)).containsExactly(7);
        assertThat(sessions.oldest(2).session(1)).containsExactly(3);
        assertThat(sessions.oldest(2).itemCount()).isEqualTo(9);
    }
}
