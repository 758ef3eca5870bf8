package shopstream.app.http;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** How requests for recommendations were answered, for a monitoring system; nothing where nothing is recommended. */
final class RecommendationMetrics {
    private final PrometheusRegistry registry;
    private final Supplier<PlatformStatus.Recommendations> recommendations;

    /** @param recommendations null where nothing is recommended */
    RecommendationMetrics(PrometheusRegistry registry, Supplier<PlatformStatus.Recommendations> recommendations) {
        this.registry = registry;
        this.recommendations = recommendations;
    }

    void register() {
        CounterWithCallback.builder()
                .name("shopstream_recommendations_total")
                .help("Answers since the start, by what they were worked out from.")
                .labelNames("source")
                .callback(each -> {
                    PlatformStatus.Recommendations now = recommendations.get();
                    if (now != null) {
                        now.answers().forEach((source, count) -> each.call(count, source));
                    }
                })
                .register(registry);
        counter(
                "shopstream_recommendations_regional_total",
                "Answers with what is popular where the visitor is.",
                PlatformStatus.Recommendations::regional);
        counter(
                "shopstream_recommendations_late_total",
                "Answers for which there was no time to work out a personal one.",
                PlatformStatus.Recommendations::late);
        counter(
                "shopstream_recommendations_failed_total",
                "Personal answers that could not be worked out.",
                PlatformStatus.Recommendations::failed);
        counter(
                "shopstream_recommendations_unranked_total",
                "Personal answers for which the trained model failed, and which were ordered without it.",
                PlatformStatus.Recommendations::unranked);
        gauge(
                "shopstream_orders",
                "Orders that the database has since events are told, of the last weeks.",
                PlatformStatus.Recommendations::orders);
        gauge(
                "shopstream_orders_without_event",
                "Of these orders, those of which no event told.",
                PlatformStatus.Recommendations::ordersWithoutEvent);
        own();
    }

    private void own() {
        CounterWithCallback.builder()
                .name("shopstream_own_recommender_total")
                .help("What came of asking a recommender of the shop's own: an answer, none in time, or a failure.")
                .labelNames("recommender", "outcome")
                .callback(each -> {
                    PlatformStatus.Recommendations now = recommendations.get();
                    if (now != null) {
                        for (PlatformStatus.OwnRecommender own : now.own()) {
                            each.call(own.answers(), own.name(), "answered");
                            each.call(own.late(), own.name(), "late");
                            each.call(own.failed(), own.name(), "failed");
                        }
                    }
                })
                .register(registry);
    }

    private void gauge(String name, String help, ToLongFunction<PlatformStatus.Recommendations> which) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(each -> tell(which, each::call))
                .register(registry);
    }

    private void counter(String name, String help, ToLongFunction<PlatformStatus.Recommendations> which) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(each -> tell(which, each::call))
                .register(registry);
    }

    /** Nothing where there are no recommendations, or not yet. */
    private void tell(ToLongFunction<PlatformStatus.Recommendations> which, DoubleConsumer each) {
        PlatformStatus.Recommendations now = recommendations.get();
        if (now != null) {
            each.accept(which.applyAsLong(now));
        }
    }
}
