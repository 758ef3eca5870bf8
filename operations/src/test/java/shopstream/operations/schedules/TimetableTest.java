package shopstream.operations.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void isReadByTheClocksOfItsZone() {
        assertThat(due("30 3 * * *", BERLIN, "2026-01-10T02:00:00Z", 1)).containsExactly("2026-01-10T03:30+01:00");
        assertThat(due("30 3 * * *", BERLIN, "2026-07-10T01:30:00Z", 1)).containsExactly("2026-07-11T03:30+02:00");
        assertThat(due("15 4 * * 1", ZoneId.of("Asia/Tokyo"), "2026-11-28T00:00:00Z", 2))
                .containsExactly("2026-11-30T04:15+09:00", "2026-12-07T04:15+09:00");
    }

    @Test
    void knowsWhatCrontabKnows() {
        ZoneId utc = ZoneId.of("UTC");
        assertThat(due("*/20 9-10 * * *", utc, "2026-01-10T09:30:00Z", 3))
                .containsExactly("2026-01-10T09:40Z", "2026-01-10T10:00Z", "2026-01-10T10:20Z");
        assertThat(due("0 0 29 2 *", utc, "2026-01-01T00:00:00Z", 1)).containsExactly("2028-02-29T00:00Z");
        // A day of the month and a day of the week: either will do.
        assertThat(due("0 6 1 * 1", utc, "2026-11-28T00:00:00Z", 3))
                .containsExactly("2026-11-30T06:00Z", "2026-12-01T06:00Z", "2026-12-07T06:00Z");
        assertThat(due("0 6 * * 7", utc, "2026-11-28T00:00:00Z", 1))
                .isEqualTo(due("0 6 * * 0", utc, "2026-11-28T00:00:00Z", 1))
                .containsExactly("2026-11-29T06:00Z");
    }

    @Test
    void aTimeThatDoesNotExistIsDueOnceWhenTheClocksJump() {
        String saturday = "2026-03-28T12:00:00Z";
        assertThat(due("30 2 * * *", BERLIN, saturday, 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
        // Both would be at that moment, and so would the third.
        assertThat(due("10,40 2,3 * * *", BERLIN, saturday, 3))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-29T03:10+02:00", "2026-03-29T03:40+02:00");
        assertThat(due("0 2,3 * * *", BERLIN, saturday, 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    }

    @Test
    void aTimeThatExistsTwiceIsDueTheFirstTime() {
        assertThat(due("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        // Asked between its two occurrences, in the hour that comes twice.
        assertThat(due("30 2 * * *", BERLIN, "2026-10-25T01:10:00Z", 1)).containsExactly("2026-10-26T02:30+01:00");
    }

    @Test
    void whatIsDueEveryHourGoesByTheHoursThatPass() {
        assertThat(due("30 * * * *", BERLIN, "2026-03-28T23:40:00Z", 3))
                .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", "2026-03-29T04:30+02:00");
        assertThat(due("30 * * * *", BERLIN, "2026-10-24T23:40:00Z", 3))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00");
        assertThat(due("*/30 * * * *", ZoneId.of("Australia/Lord_Howe"), "2026-04-04T14:00:00Z", 4))
                .containsExactly(
                        "2026-04-05T01:30+11:00",
                        "2026-04-05T01:30+10:30",
                        "2026-04-05T02:00+10:30",
                        "2026-04-05T02:30+10:30");
    }

    @Test
    void comesEveryMinuteOfADayOnWhichClocksAreChangedWhateverTheDirection() {
        for (String day : List.of("2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z")) {
            Timetable minutes = Timetable.of("* * * * *", BERLIN);
            Instant at = Instant.parse(day);
            for (int i = 0; i < 6 * 60; i++) {
                Instant next = minutes.next(at).orElseThrow();
                assertThat(Duration.between(at, next)).as("after %s", at).isEqualTo(Duration.ofMinutes(1));
                at = next;
            }
        }
    }

    @Test
    void aLineThatIsNoneIsRefused() {
        for (String line : List.of("", "30 3 * *", "61 3 * * *", "30 3 * * * *", "soon", "@daily", "0 0 30 2 *")) {
            assertThatThrownBy(() -> Timetable.of(line, BERLIN)).as(line).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void isToldInWords() {
        assertThat(Timetable.of("30 3 * * *", BERLIN).words()).isEqualTo("at 03:30");
        assertThat(Timetable.of("0 4 * * 1", BERLIN).words()).isEqualTo("at 04:00 on Monday");
    }

    private static List<String> due(String line, ZoneId zone, String after, int count) {
        Timetable timetable = Timetable.of(line, zone);
        return Stream.iterate(
                        timetable.next(Instant.parse(after)).orElseThrow(),
                        moment -> timetable.next(moment).orElseThrow())
                .limit(count)
                .map(moment -> ZonedDateTime.ofInstant(moment, zone).toOffsetDateTime())
                .map(Object::toString)
                .toList();
    }
}
