package shopstream.app.http;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** How the folding of profiles stands, for a monitoring system; nothing where none are folded. */
final class ProfileMetrics {
    private final PrometheusRegistry registry;
    private final Supplier<PlatformStatus.Profiles> profiles;

    /** @param profiles null where none are folded, or not yet */
    ProfileMetrics(PrometheusRegistry registry, Supplier<PlatformStatus.Profiles> profiles) {
        this.registry = registry;
        this.profiles = profiles;
    }

    void register() {
        gauge(
                "shopstream_profiles_job_running",
                "Whether the job that folds profiles runs: 1, or 0 where it starts, has failed or is stopped.",
                now -> now.state().equals("running") ? 1 : 0);
        gauge(
                "shopstream_profiles_behind_events",
                "Events of the log that are in no published profile yet.",
                now -> now.behind() == null ? Double.NaN : now.behind());
    }

    private void gauge(String name, String help, ToDoubleFunction<PlatformStatus.Profiles> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(each -> {
                    PlatformStatus.Profiles now = profiles.get();
                    if (now != null && !Double.isNaN(value.applyAsDouble(now))) {
                        each.call(value.applyAsDouble(now));
                    }
                })
                .register(registry);
    }
}
