package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.LogFailure;
import shopstream.ingestion.events.Call;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventBody;
import shopstream.ingestion.events.EventCounts;
import shopstream.ingestion.events.EventSource;
import shopstream.ingestion.events.EventSources;
import shopstream.ingestion.events.InFlight;
import shopstream.ingestion.events.Judged;
import shopstream.ingestion.events.UnreadableBody;

/**
 * Where events are told, in the shape of Segment's tracking API. What is answered with 200 was judged: accepted events are
 * durable in the log, rejected ones in the quarantine, and the answer says which. On 503 some may be in the log: told again with
 * the same {@code messageId}, they count once. Whatever else is answered, nothing was taken.
 */
public final class CollectorRoutes implements WebServer.Routes {
    private static final String RETRY_SECONDS = "1";
    private static final String PREFLIGHT_SECONDS = "86400";

    private final Collector collector;
    private final EventSources sources;
    private final InFlight inFlight;
    private final Surface surface;

    public CollectorRoutes(Collector collector, EventSources sources, InFlight inFlight, Surface surface) {
        this.surface = surface;
        this.collector = collector;
        this.sources = sources;
        this.inFlight = inFlight;
    }

    @Override
    public void addTo(JavalinConfig config) {
        for (Call call : Call.values()) {
            String path = "/v1/" + call.word();
            config.routes.post(path, context -> take(context, call));
            config.routes.options(path, this::preflight);
        }
    }

    private void preflight(Context context) {
        allow(context);
        context.header("Access-Control-Allow-Methods", "POST")
                .header("Access-Control-Allow-Headers", "authorization, content-type, content-encoding")
                .header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .status(204);
    }

    /** Lets a page read the answer, also one that says what was wrong. */
    private void allow(Context context) {
        context.header("Vary", "Origin").header("Access-Control-Expose-Headers", "Retry-After");
        new EventRequest(context)
                .origin()
                .filter(sources::anyAllows)
                .ifPresent(origin -> context.header("Access-Control-Allow-Origin", origin));
    }

    private void take(Context context, Call call) {
        allow(context);
        EventRequest request = new EventRequest(context);
        byte[] bytes = body(request);
        if (!inFlight.enter(bytes.length)) {
            context.header("Retry-After", RETRY_SECONDS);
            throw refused(
                    EventCounts.Refusal.OVERLOAD,
                    429,
                    "Too much at once",
                    "More is on its way into the log than may be. Send the same again in a moment.");
        }
        try {
            EventBody body = read(bytes, call);
            context.result(Json.text(answer(collector.take(body, call, source(request, body)))))
                    .header("Cache-Control", "no-store");
        } catch (LogFailure failure) {
            context.header("Retry-After", RETRY_SECONDS);
            throw refused(
                    EventCounts.Refusal.LOG,
                    503,
                    "Not taken",
                    "The log does not take what is told. Send the same again in a moment: events that come twice count once.");
        } finally {
            inFlight.leave(bytes.length);
        }
    }

    private byte[] body(EventRequest request) {
        try {
            return request.body();
        } catch (HttpProblem problem) {
            collector.counts().refused(EventCounts.Refusal.BODY);
            throw problem;
        }
    }

    private EventBody read(byte[] bytes, Call call) {
        try {
            return EventBody.read(bytes, call);
        } catch (UnreadableBody unreadable) {
            throw refused(EventCounts.Refusal.BODY, 400, "Bad body", unreadable.getMessage());
        }
    }

    private EventSource source(EventRequest request, EventBody body) {
        String key = Optional.ofNullable(request.writeKey()).orElse(body.writeKey());
        EventSource source = sources.of(key, surface.trusts(request))
                .orElseThrow(() -> refused(
                        EventCounts.Refusal.WRITE_KEY,
                        401,
                        key == null ? "No write key" : "Unknown write key",
                        "Show the write key of a source in shop.yaml: as the user's name of HTTP's basic authentication, or as"
                                + " `writeKey` in the body."));
        Optional<String> origin = request.origin();
        if (origin.isPresent() && !EventSources.allows(source, origin.get())) {
            throw refused(
                    EventCounts.Refusal.ORIGIN,
                    403,
                    "Not from that page",
                    "Pages of " + origin.get() + " may not call " + source.name() + ". Name them below `origins` of the"
                            + " source in shop.yaml.");
        }
        return source;
    }

    private HttpProblem refused(EventCounts.Refusal why, int status, String title, String detail) {
        collector.counts().refused(why);
        return new HttpProblem(status, title, detail, Map.of());
    }

    private static Map<String, Object> answer(Judged judged) {
        Map<String, Object> answer = new LinkedHashMap<>();
        // What Segment's libraries look for.
        answer.put("success", true);
        answer.put("accepted", judged.accepted());
        answer.put("rejected", judged.rejected());
        return answer;
    }
}
