package shopstream.app.http;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of the events that callers told, for a monitoring system; nothing where none are taken. */
final class EventMetrics {
    private final PrometheusRegistry registry;
    private final Supplier<PlatformStatus.Events> events;

    /** @param events null where none are taken */
    EventMetrics(PrometheusRegistry registry, Supplier<PlatformStatus.Events> events) {
        this.registry = registry;
        this.events = events;
    }

    void register() {
        CounterWithCallback.builder()
                .name("shopstream_events_total")
                .help("Events told since the start, by source and verdict.")
                .labelNames("source", "verdict")
                .callback(each -> {
                    counted(PlatformStatus.Events::accepted).forEach((source, n) -> each.call(n, source, "accepted"));
                    counted(PlatformStatus.Events::rejected).forEach((source, n) -> each.call(n, source, "rejected"));
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("shopstream_event_requests_refused_total")
                .help("Requests with events of which nothing was taken since the start, by what was wrong.")
                .labelNames("reason")
                .callback(each -> counted(PlatformStatus.Events::refused).forEach((why, n) -> each.call(n, why)))
                .register(registry);
    }

    private Map<String, Long> counted(Function<PlatformStatus.Events, Map<String, Long>> which) {
        PlatformStatus.Events now = events.get();
        return now == null ? Map.of() : which.apply(now);
    }
}
