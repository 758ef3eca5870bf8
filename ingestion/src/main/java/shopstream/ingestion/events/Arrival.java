package shopstream.ingestion.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import shopstream.contracts.MomentText;

/**
 * When events came, by our clock and by the caller's.
 *
 * @param receivedAt by ours
 * @param sentAt by the caller's; null where that is not known
 */
record Arrival(Instant receivedAt, Instant sentAt) {
    Arrival(Instant receivedAt, Object sentAt) {
        this(receivedAt.truncatedTo(ChronoUnit.MILLIS), moment(sentAt));
    }

    /**
     * When something happened by our clock, as Segment computes it: {@code receivedAt - (sentAt - original)}. Nothing
     * happened later than it was told. Without a caller's clock its time is taken as it is.
     */
    Instant corrected(Instant original) {
        if (original == null) {
            return receivedAt;
        }
        Instant corrected = sentAt == null ? original : receivedAt.minus(Duration.between(original, sentAt));
        return corrected.isAfter(receivedAt) ? receivedAt : corrected;
    }

    /** A moment as callers write it (ISO 8601); null where it is none. */
    static Instant moment(Object value) {
        return value instanceof String text ? MomentText.parse(text) : null;
    }
}
