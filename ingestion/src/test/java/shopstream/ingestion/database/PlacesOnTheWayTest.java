package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is on its way is delivered with the next heartbeat, whatever the clock does. */
class PlacesOnTheWayTest {
    private static final long HOUR = 3_600_000;

    private final PlacesOnTheWay places = new PlacesOnTheWay();

    @Test
    void aPlaceIsReachedWithAHeartbeatMadeAfterItWasTold() {
        places.asked(at(10), 1_000);
        assertThat(places.delivered(1_000, 1_001)).isEqualTo(LogPlace.NOWHERE);
        assertThat(places.delivered(1_001, 1_002)).isEqualTo(at(10));
    }

    @Test
    void aClockThatIsSetBackHoldsNothingBack() {
        places.asked(at(10), 2 * HOUR);
        places.asked(at(20), HOUR);
        assertThat(places.delivered(HOUR + 1, HOUR + 2)).isEqualTo(at(20));
    }

    @Test
    void aHeartbeatFromBeforeTheClockWasSetBackConfirmsNothing() {
        places.asked(at(10), HOUR);
        assertThat(places.delivered(2 * HOUR, HOUR + 1)).isEqualTo(LogPlace.NOWHERE);
        assertThat(places.delivered(HOUR + 1, HOUR + 1)).isEqualTo(at(10));
    }

    private static LogPlace at(long position) {
        return LogPlace.of("log.000001", position);
    }
}
