package shopstream.warehouse.questions;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers that were asked for, and how complete they are.
 *
 * @param completeTo every change the source committed until then is in the numbers; empty while that is not known
 * @param lagMillis how long ago that was; empty while it is not known
 * @param rows in order of time and dimensions; {@code time} (an {@link Instant}, the bucket's start), dimensions and
 *     labels (String), measures (Long for counts, else BigDecimal; null where there is no value, as in a division by zero)
 * @param lastSale the newest counting row that the filters keep, whatever the range
 * @param unconverted what no rate is known for and {@code rows} leave out of converted measures: per currency its code
 *     under {@code currency} (null where the row has none) and every measure in that currency, over the whole range
 * @param hasHours false when every row in the range lies on the shop's midnight, so that hours mean nothing
 */
public record Answer(
        Instant from,
        Instant to,
        ZoneId zone,
        String currency,
        Optional<Instant> completeTo,
        Optional<Long> lagMillis,
        List<Map<String, Object>> rows,
        Optional<Instant> lastSale,
        boolean hasHours,
        List<Map<String, Object>> unconverted) {

    /** What a question is answered with; how long ago it was complete is not said yet. */
    public static Answer of(Question question, Optional<Instant> completeTo, Answers.Numbers numbers) {
        return new Answer(
                question.from(),
                question.to(),
                question.zone(),
                question.dashboard().currency(),
                completeTo,
                Optional.empty(),
                numbers.rows(),
                numbers.lastSale(),
                numbers.hasHours(),
                numbers.unconverted());
    }

    /** The same answer that claims to be complete up to another moment. */
    Answer completeTo(Optional<Instant> claimed) {
        return new Answer(from, to, zone, currency, claimed, lagMillis, rows, lastSale, hasHours, unconverted);
    }

    /** The same answer with how long ago it was complete, seen from now. */
    public Answer at(Instant now) {
        return new Answer(
                from,
                to,
                zone,
                currency,
                completeTo,
                completeTo.map(
                        complete -> Math.max(0, Duration.between(complete, now).toMillis())),
                rows,
                lastSale,
                hasHours,
                unconverted);
    }
}
