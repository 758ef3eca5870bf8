package shopstream.app.http;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;

/** How what is sent to others gets there, for a monitoring system; nothing where nothing is sent. */
final class OutputMetrics {
    private final PrometheusRegistry registry;
    private final Supplier<PlatformStatus.Outputs> outputs;

    /** @param outputs null where nothing is sent */
    OutputMetrics(PrometheusRegistry registry, Supplier<PlatformStatus.Outputs> outputs) {
        this.registry = registry;
        this.outputs = outputs;
    }

    void register() {
        GaugeWithCallback.builder()
                .name("shopstream_deliveries_waiting")
                .help("Deliveries of recommendations that are not with everybody who gets them.")
                .callback(each -> {
                    PlatformStatus.Outputs now = outputs.get();
                    if (now != null) {
                        each.call(now.waiting());
                    }
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("shopstream_webhook_attempts_total")
                .help("Attempts to call the webhook with what is popular since the start, by what came of them.")
                .labelNames("outcome")
                .callback(each -> {
                    PlatformStatus.Outputs now = outputs.get();
                    if (now != null) {
                        now.webhook().forEach((outcome, count) -> each.call(count, outcome));
                    }
                })
                .register(registry);
    }
}
