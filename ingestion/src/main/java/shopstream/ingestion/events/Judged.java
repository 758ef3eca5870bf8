package shopstream.ingestion.events;

import java.util.List;

/** What became of the events of one request: so many are in the log, and these are not. */
public record Judged(int accepted, List<Rejection> rejected) {
    public Judged {
        rejected = List.copyOf(rejected);
    }

    /**
     * @param index in the batch, from 0
     * @param messageId as the caller told it; null where it told none
     * @param rule that the event breaks
     * @param field at which it breaks it; empty where that is the event as a whole
     * @param reason in words, with the next step where there is one
     */
    public record Rejection(int index, String messageId, String rule, String field, String reason) {}
}
