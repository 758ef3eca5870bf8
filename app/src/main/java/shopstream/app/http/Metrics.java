package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import shopstream.operations.schedules.Standing;

/** What a monitoring system reads at {@code /metrics}, in Prometheus' text format. */
public final class Metrics implements WebServer.Routes {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram answers = Histogram.builder()
            .name("shopstream_http_request_seconds")
            .help("Time from a request to its answer, by route and status.")
            .labelNames("route", "status")
            .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
            .classicOnly()
            .register(registry);

    /**
     * Shows what its sources say whenever somebody reads the metrics.
     *
     * @param warehouseBytes memory that the warehouse holds
     * @param standings how scheduled work stands
     */
    public Metrics(Supplier<PlatformStatus> status, LongSupplier warehouseBytes, Supplier<List<Standing>> standings) {
        new RunMetrics(registry, standings).register();
        GaugeWithCallback.builder()
                .name("shopstream_warehouse_memory_bytes")
                .help("Memory that the warehouse's own buffers hold now.")
                .callback(each -> each.call(warehouseBytes.getAsLong()))
                .register(registry);
        CounterWithCallback.builder()
                .name("shopstream_records_total")
                .help("Records read from the sources since the beginning, by dataset and verdict.")
                .labelNames("dataset", "verdict")
                .callback(each -> status.get().datasets().forEach(dataset -> {
                    each.call(dataset.accepted(), dataset.name(), "accepted");
                    each.call(dataset.quarantined(), dataset.name(), "quarantined");
                }))
                .register(registry);
        gauge(
                "shopstream_dataset_rows",
                "Rows that a dataset holds now.",
                "dataset",
                each -> status.get().datasets().forEach(dataset -> each.call(dataset.rows(), dataset.name())));
        gauge(
                "shopstream_dataset_stale_rows",
                "Rows whose last change was rejected.",
                "dataset",
                each -> status.get().datasets().forEach(dataset -> each.call(dataset.stale(), dataset.name())));
        gauge(
                "shopstream_mart_rows",
                "Rows that a mart holds now.",
                "mart",
                each -> status.get().marts().forEach(mart -> each.call(mart.rows(), mart.name())));
        gauge(
                "shopstream_mart_lag_seconds",
                "How far a mart is behind the clock.",
                "mart",
                each -> status.get().marts().forEach(mart -> {
                    if (mart.lagMillis() != null) {
                        each.call(mart.lagMillis() / 1000.0, mart.name());
                    }
                }));
        new LakeMetrics(registry, () -> status.get().lake()).register();
        new EventMetrics(registry, () -> status.get().events()).register();
        new RecommendationMetrics(registry, () -> status.get().recommendations()).register();
        new OutputMetrics(registry, () -> status.get().outputs()).register();
        gauge(
                "shopstream_source_log_held_back_bytes",
                "Log that a source keeps until it has been read.",
                "source",
                each -> status.get().sources().forEach(source -> {
                    if (source.logHeldBackBytes() != null) {
                        each.call(source.logHeldBackBytes(), source.name());
                    }
                }));
        gauge(
                "shopstream_source_lag_seconds",
                "How far the capture of a source is behind.",
                "source",
                each -> status.get().sources().forEach(source -> {
                    if (source.lagMillis() != null) {
                        each.call(source.lagMillis() / 1000.0, source.name());
                    }
                }));
    }

    private void gauge(
            String name, String help, String label, java.util.function.Consumer<GaugeWithCallback.Callback> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(values)
                .register(registry);
    }

    /** Records that a request was answered. */
    void answered(String route, int status, double seconds) {
        answers.labelValues(route, Integer.toString(status)).observe(seconds);
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(
                "/metrics",
                context -> context.contentType(PrometheusTextFormatWriter.CONTENT_TYPE)
                        .result(text()));
    }

    private byte[] text() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, registry.scrape());
        return bytes.toByteArray();
    }
}
