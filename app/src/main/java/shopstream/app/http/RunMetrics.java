package shopstream.app.http;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.Standing;

/** How scheduled work stands, for a monitoring system. What has never succeeded has no figures of a success. */
final class RunMetrics {
    private static final String SCHEDULE = "schedule";

    private final PrometheusRegistry registry;
    private final Supplier<List<Standing>> standings;

    RunMetrics(PrometheusRegistry registry, Supplier<List<Standing>> standings) {
        this.registry = registry;
        this.standings = standings;
    }

    void register() {
        ofTheLastSuccess(
                "shopstream_run_last_success_timestamp_seconds",
                "When a schedule's last successful run ended.",
                run -> run.ended().map(end -> end.toEpochMilli() / 1000.0));
        ofTheLastSuccess(
                "shopstream_run_duration_seconds",
                "How long a schedule's last successful run took.",
                run -> run.took().map(Duration::toMillis).map(millis -> millis / 1000.0));
        ofTheLastSuccess(
                "shopstream_run_rows",
                "Rows that a schedule's last successful run wrote.",
                run -> run.rows().isPresent() ? Optional.of((double) run.rows().getAsLong()) : Optional.empty());
        CounterWithCallback.builder()
                .name("shopstream_run_failures_total")
                .help("Runs of a schedule that failed or were interrupted since the beginning.")
                .labelNames(SCHEDULE)
                .callback(each -> standings
                        .get()
                        .forEach(standing -> each.call(
                                standing.failures(), standing.schedule().name())))
                .register(registry);
    }

    private void ofTheLastSuccess(String name, String help, Function<Run, Optional<Double>> figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(SCHEDULE)
                .callback(each -> standings
                        .get()
                        .forEach(standing -> standing.success()
                                .flatMap(figure)
                                .ifPresent(value ->
                                        each.call(value, standing.schedule().name()))))
                .register(registry);
    }
}
