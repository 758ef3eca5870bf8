package shopstream.warehouse.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoundHoursTest {
    private static final Instant NOW = Instant.parse("2026-04-07T12:00:00Z");

    private final Deque<Runnable> beside = new ArrayDeque<>();
    private final FoundHours hours = new FoundHours(beside::add, NOW);

    private List<UnusualHour> asked(String found, int seconds) {
        return hours.hours(() -> List.of(hour(found)), NOW.plusSeconds(seconds));
    }

    private static UnusualHour hour(String sentence) {
        return new UnusualHour(
                NOW, Optional.empty(), Optional.empty(), 9, 1, 9, 0, true, Optional.empty(), List.of(), sentence);
    }

    @Test
    void theFirstWaitsAndLaterOnesAreGivenWhatWasFoundBefore() {
        assertThat(asked("first", 0)).containsExactly(hour("first"));
        assertThat(asked("second", 4)).containsExactly(hour("first"));
        assertThat(beside).isEmpty();

        assertThat(asked("second", 6)).containsExactly(hour("first"));
        assertThat(asked("third", 6)).containsExactly(hour("first"));
        assertThat(beside).as("one search for all").hasSize(1);
        beside.remove().run();
        assertThat(asked("third", 7)).containsExactly(hour("second"));
    }

    @Test
    void aSearchThatFailsLeavesWhatWasFoundAndIsTriedAgain() {
        asked("first", 0);
        hours.hours(
                () -> {
                    throw new IllegalStateException("no such table");
                },
                NOW.plusSeconds(6));
        beside.remove().run();
        assertThat(asked("second", 7)).containsExactly(hour("first"));
        assertThat(beside).isEmpty();
        asked("second", 12);
        beside.remove().run();
        assertThat(asked("third", 13)).containsExactly(hour("second"));
    }
}
