package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How the platform is doing: for the status page, and for whatever watches the process. */
public final class StatusRoutes implements WebServer.Routes {
    private final Supplier<PlatformStatus> status;

    public StatusRoutes(Supplier<PlatformStatus> status) {
        this.status = status;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(
                "/api/status",
                context -> context.header("Cache-Control", "no-cache").result(Json.text(json(status.get()))));
        config.routes.get("/health/live", context -> context.result(Json.text(Map.of("status", "up"))));
        config.routes.get("/health/ready", context -> {
            PlatformStatus now = status.get();
            boolean ready = !now.marts().isEmpty() && now.marts().stream().allMatch(mart -> mart.completeTo() != null);
            context.status(ready ? 200 : 503)
                    .result(Json.text(Map.of("status", ready ? "up" : "down", "state", now.state())));
        });
    }

    private static Map<String, Object> json(PlatformStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", status.state());
        json.put("sources", status.sources().stream().map(StatusRoutes::json).toList());
        json.put("datasets", status.datasets().stream().map(StatusRoutes::json).toList());
        json.put("marts", status.marts().stream().map(StatusRoutes::json).toList());
        if (status.lake() != null) {
            json.put("lake", json(status.lake()));
        }
        if (status.events() != null) {
            json.put("events", json(status.events()));
        }
        if (status.recommendations() != null) {
            json.put("recommendations", json(status.recommendations()));
        }
        if (status.profiles() != null) {
            json.put("profiles", json(status.profiles()));
        }
        if (status.outputs() != null) {
            json.put("outputs", json(status.outputs()));
        }
        return json;
    }

    private static Map<String, Object> json(PlatformStatus.Profiles profiles) {
        return named(List.of("state", "message", "behind"), profiles.state(), profiles.message(), profiles.behind());
    }

    private static Map<String, Object> json(PlatformStatus.Outputs outputs) {
        return named(
                List.of("waiting", "waitingSince", "webhook"),
                outputs.waiting(),
                text(outputs.waitingSince()),
                outputs.webhook());
    }

    private static Map<String, Object> json(PlatformStatus.Lake lake) {
        return named(
                List.of("state", "heldTo", "lagMillis", "lastCommit", "sinceCommitMillis", "message", "rows"),
                lake.state(),
                text(lake.heldTo()),
                lake.lagMillis(),
                text(lake.lastCommit()),
                lake.sinceCommitMillis(),
                lake.message(),
                new TreeMap<>(lake.rows()));
    }

    private static Map<String, Object> json(PlatformStatus.Events events) {
        return named(
                List.of("accepted", "rejected", "refused"), events.accepted(), events.rejected(), events.refused());
    }

    private static Map<String, Object> json(PlatformStatus.Recommendations recommendations) {
        return named(
                List.of(
                        "state",
                        "message",
                        "answers",
                        "regional",
                        "late",
                        "failed",
                        "products",
                        "visitors",
                        "bots",
                        "orders",
                        "ordersWithoutEvent",
                        "unreadable",
                        "model",
                        "modelMessage",
                        "unranked",
                        "placementProblems",
                        "own"),
                recommendations.state(),
                recommendations.message(),
                recommendations.answers(),
                recommendations.regional(),
                recommendations.late(),
                recommendations.failed(),
                recommendations.products(),
                recommendations.visitors(),
                recommendations.bots(),
                recommendations.orders(),
                recommendations.ordersWithoutEvent(),
                recommendations.unreadable(),
                recommendations.model(),
                recommendations.modelMessage(),
                recommendations.unranked(),
                recommendations.placementProblems(),
                recommendations.own().stream().map(StatusRoutes::json).toList());
    }

    private static Map<String, Object> json(PlatformStatus.OwnRecommender own) {
        return named(
                List.of("name", "version", "answers", "late", "failed", "problems"),
                own.name(),
                own.version(),
                own.answers(),
                own.late(),
                own.failed(),
                own.problems());
    }

    private static Map<String, Object> json(PlatformStatus.Source source) {
        return named(
                List.of("name", "state", "lastChangeSeen", "lagMillis", "logHeldBackBytes", "message"),
                source.name(),
                source.state(),
                text(source.lastChangeSeen()),
                source.lagMillis(),
                source.logHeldBackBytes(),
                source.message());
    }

    private static Map<String, Object> json(PlatformStatus.Dataset dataset) {
        return named(
                List.of("name", "read", "accepted", "quarantined", "stale", "rows", "message", "dashboards"),
                dataset.name(),
                dataset.read(),
                dataset.accepted(),
                dataset.quarantined(),
                dataset.stale(),
                dataset.rows(),
                dataset.message(),
                dataset.dashboards());
    }

    private static Map<String, Object> json(PlatformStatus.Mart mart) {
        return named(
                List.of("name", "rows", "completeTo", "lagMillis", "state", "message", "rebuilding", "holdsBack"),
                mart.name(),
                mart.rows(),
                text(mart.completeTo()),
                mart.lagMillis(),
                mart.state(),
                mart.message(),
                mart.rebuilding() == null
                        ? null
                        : named(
                                List.of("progress", "since", "message"),
                                mart.rebuilding().progress(),
                                text(mart.rebuilding().since()),
                                mart.rebuilding().message()),
                mart.holdsBack().stream()
                        .map(held -> named(
                                List.of("dashboard", "everything", "figures"),
                                held.dashboard(),
                                held.everything(),
                                held.figures()))
                        .toList());
    }

    private static Map<String, Object> named(List<String> names, Object... values) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            json.put(names.get(i), values[i]);
        }
        return json;
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
