package shopstream.eventlog.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static shopstream.eventlog.profiles.Happening.BEGIN;
import static shopstream.eventlog.profiles.Happening.DAY;

import org.junit.jupiter.api.Test;

class ToldTest {
    @Test
    void aMessageIsKnownForADayAfterItWasTakenIn() {
        Told told = Told.NOTHING.with(1, BEGIN);
        assertThat(told.knows(1, BEGIN + DAY)).isTrue();
        assertThat(told.knows(1, BEGIN + DAY + 1)).isFalse();
        assertThat(told.knows(2, BEGIN)).isFalse();
    }

    @Test
    void whatWasTakenInLongerAgoIsForgottenWhenTheNextOneComes() {
        Told told = Told.NOTHING.with(1, BEGIN).with(2, BEGIN + DAY).with(3, BEGIN + DAY + 1);
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.knows(2, BEGIN + DAY + 1)).isTrue();
        assertThat(told.knows(3, BEGIN + DAY + 1)).isTrue();
    }

    @Test
    void noMoreAreRememberedThanAPersonTells() {
        Told told = Told.NOTHING;
        for (int message = 0; message < Told.MOST + 10; message++) {
            told = told.with(message, BEGIN);
        }
        assertThat(told.size()).isEqualTo(Told.MOST);
        assertThat(told.knows(9, BEGIN)).isFalse();
        assertThat(told.knows(10, BEGIN)).isTrue();
        assertThat(told.knows(Told.MOST + 9, BEGIN)).isTrue();
    }
}
