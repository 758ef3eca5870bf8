package shopstream.app.http;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How the lake's writing stands, for a monitoring system; nothing where nothing is written to one. */
final class LakeMetrics {
    private static final double MILLIS = 1000;

    private final PrometheusRegistry registry;
    private final Supplier<PlatformStatus.Lake> lake;

    /** @param lake null where nothing is written to one, or not yet */
    LakeMetrics(PrometheusRegistry registry, Supplier<PlatformStatus.Lake> lake) {
        this.registry = registry;
        this.lake = lake;
    }

    void register() {
        gauge("shopstream_lake_rows", "Versions of rows that the lake holds.", "dataset", each -> {
            PlatformStatus.Lake now = lake.get();
            if (now != null) {
                now.rows().forEach((dataset, rows) -> each.call(rows, dataset));
            }
        });
        gauge(
                "shopstream_lake_lag_seconds",
                "How far the lake is behind the clock; missing while that is not known.",
                "part",
                each -> {
                    PlatformStatus.Lake now = lake.get();
                    if (now != null && now.lagMillis() != null) {
                        each.call(now.lagMillis() / MILLIS, "history");
                    }
                });
        gauge(
                "shopstream_lake_commit_age_seconds",
                "Time since the lake was written last, or committed that there was nothing to write.",
                "part",
                each -> {
                    PlatformStatus.Lake now = lake.get();
                    if (now != null && now.sinceCommitMillis() != null) {
                        each.call(now.sinceCommitMillis() / MILLIS, "history");
                    }
                });
        gauge(
                "shopstream_lake_job_running",
                "Whether the job that writes the lake runs: 1, or 0 where it starts, has failed or is stopped.",
                "part",
                each -> {
                    PlatformStatus.Lake now = lake.get();
                    if (now != null) {
                        each.call(now.isRunning() ? 1 : 0, "history");
                    }
                });
    }

    private void gauge(String name, String help, String label, Consumer<GaugeWithCallback.Callback> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(values)
                .register(registry);
    }
}
