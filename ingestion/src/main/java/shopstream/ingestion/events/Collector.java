package shopstream.ingestion.events;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import shopstream.contracts.EventCheck;
import shopstream.contracts.EventContract;
import shopstream.contracts.Origin;
import shopstream.contracts.Rejected;
import shopstream.contracts.Verdict;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogFailure;

/**
 * Takes in what callers tell: each event is judged alone, and all of a request are durable in the log, or in the quarantine,
 * before it is answered. For use by any number of threads.
 */
public final class Collector {
    private final EventContract contract;
    private final EventStream stream;
    private final EventOrigins origins = new EventOrigins();
    private final EventCounts counts = new EventCounts();
    /** As many as have ever been at work at once; each keeps a buffer. */
    private final Queue<EventCheck> checks = new ConcurrentLinkedQueue<>();

    private final Clock clock;

    public Collector(EventContract contract, EventStream stream, Clock clock) {
        this.contract = contract;
        this.stream = stream;
        this.clock = clock;
    }

    public EventCounts counts() {
        return counts;
    }

    /**
     * Judges and appends; returns when everything is durable.
     *
     * @throws LogFailure when it is not: the caller has to tell all of it again
     */
    public Judged take(EventBody body, Call call, EventSource source) {
        Instant receivedAt = clock.instant();
        Arrival arrival = new Arrival(receivedAt, body.sentAt());
        String request = origins.request();
        List<Verdict> verdicts = new ArrayList<>(body.events().size());
        List<Judged.Rejection> rejections = new ArrayList<>();
        EventCheck check = checks.poll();
        if (check == null) {
            check = new EventCheck(contract);
        }
        try {
            for (int index = 0; index < body.events().size(); index++) {
                Origin origin = origins.next(source, receivedAt, request, "/v1/" + call.word() + ", event " + index);
                ToldEvent told = body.events().get(index);
                Object messageId = told.content().get("messageId");
                Verdict verdict = judge(told, call, body.context(), arrival, origin, check);
                verdicts.add(verdict);
                if (verdict instanceof Rejected rejected) {
                    rejections.add(rejection(index, messageId, rejected, check));
                }
            }
        } finally {
            checks.add(check);
        }
        durable(verdicts);
        Judged judged = new Judged(verdicts.size() - rejections.size(), rejections);
        counts.judged(source.name(), judged.accepted(), rejections.size());
        return judged;
    }

    private static Verdict judge(
            ToldEvent told, Call call, Map<String, Object> context, Arrival arrival, Origin origin, EventCheck check) {
        return told.rule() == null
                ? check.check(EventRow.of(told.content(), call, context, arrival), origin)
                : check.refused(told.content(), origin, told.rule(), told.field());
    }

    private static Judged.Rejection rejection(int index, Object messageId, Rejected rejected, EventCheck check) {
        return new Judged.Rejection(
                index,
                messageId instanceof String text ? text : null,
                rejected.rule(),
                rejected.column(),
                RejectionReason.of(rejected, check));
    }

    private void durable(List<Verdict> verdicts) {
        try {
            stream.append(verdicts).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof LogFailure failure) {
                throw failure;
            }
            throw failed;
        }
    }
}
