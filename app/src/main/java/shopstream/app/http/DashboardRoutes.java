package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Nearest;
import shopstream.warehouse.DashboardUnavailable;
import shopstream.warehouse.Warehouse;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.questions.Answer;
import shopstream.warehouse.questions.BadParameter;
import shopstream.warehouse.questions.Question;

/** {@code /api/NAME} for every declared dashboard: its figures, its newest orders, its unusual hours, its campaigns, its changes. */
public final class DashboardRoutes implements WebServer.Routes {
    private static final int MOST_ORDERS = 200;

    private final Warehouse warehouse;
    private final ChangeStream changes;
    private final DashboardJson json;

    public DashboardRoutes(Warehouse warehouse, ChangeStream changes, DashboardJson json) {
        this.warehouse = warehouse;
        this.changes = changes;
        this.json = json;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.before("/api/*", context -> ReadableQuery.require(context.queryString()));
        config.routes.get(
                "/api/dashboards",
                context -> answer(
                        context,
                        warehouse.dashboards().stream()
                                .map(Dashboard::name)
                                .map(this::declaration)
                                .toList()));
        config.routes.get("/api/{dashboard}", this::figures);
        config.routes.get("/api/{dashboard}/latest", this::latest);
        config.routes.get("/api/{dashboard}/unusual", this::unusual);
        config.routes.get("/api/{dashboard}/campaigns", this::campaigns);
        config.routes.sse(
                "/api/{dashboard}/stream",
                client -> changes.follow(dashboard(client.ctx()).name(), client));
        config.routes.exception(
                DashboardUnavailable.class,
                (unavailable, context) -> new HttpProblem(
                                503, "Not ready yet", unavailable.getMessage(), Map.of("retryAfterSeconds", 2))
                        .answer(context.header("Retry-After", "2")));
    }

    private Map<String, Object> declaration(String name) {
        Map<String, Object> declaration = json.declaration(warehouse.asShown(name), warehouse.leftOut(name));
        declaration.put("ownDays", warehouse.ownDays(name));
        return declaration;
    }

    private void figures(Context context) {
        Dashboard dashboard = dashboard(context);
        Question question = warehouse.question(dashboard.name(), context.queryParamMap());
        Answer answer = warehouse.ask(question);
        Map<String, Object> figures = json.answer(dashboard, answer, warehouse.leftOut(dashboard.name()));
        String zone = context.queryParam("zone");
        if (zone != null && !zone.isBlank() && !ZoneId.of(zone.strip()).equals(question.zone())) {
            figures.put(
                    "zoneMessage",
                    "The times of this dashboard are days without hours. They are days of "
                            + question.zone().getId() + " whatever zone is asked for.");
        }
        answer(context, figures);
    }

    private void latest(Context context) {
        Dashboard dashboard = dashboard(context);
        Map<String, List<String>> filters = new LinkedHashMap<>(context.queryParamMap());
        int limit = limit(Optional.ofNullable(filters.remove("limit")).map(given -> given.get(0)));
        List<Map<String, Object>> rows = warehouse.latest(dashboard.name(), limit, filters);
        answer(
                context,
                Map.of(
                        "rows",
                        rows.stream().map(row -> json.row(dashboard, row)).toList()));
    }

    private void unusual(Context context) {
        Dashboard dashboard = dashboard(context);
        Question question = warehouse.question(dashboard.name(), context.queryParamMap());
        answer(
                context,
                Map.of(
                        "hours",
                        warehouse.unusual(question).stream().map(json::unusual).toList()));
    }

    private void campaigns(Context context) {
        Dashboard dashboard = dashboard(context);
        Question question = warehouse.question(dashboard.name(), context.queryParamMap());
        answer(
                context,
                Map.of(
                        "campaigns",
                        warehouse.campaigns(question).stream()
                                .map(json::campaign)
                                .toList()));
    }

    private static int limit(Optional<String> given) {
        if (given.isEmpty()) {
            return 20;
        }
        try {
            int limit = Integer.parseInt(given.get());
            if (limit >= 1 && limit <= MOST_ORDERS) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as any other number that is not allowed.
        }
        throw new BadParameter(
                "limit",
                given.get(),
                "limit is '" + given.get() + "', which is not a number of rows that can be asked for.",
                "a whole number from 1 to " + MOST_ORDERS);
    }

    private Dashboard dashboard(Context context) {
        String name = context.pathParam("dashboard");
        List<String> known =
                warehouse.dashboards().stream().map(Dashboard::name).toList();
        if (!known.contains(name)) {
            Map<String, Object> extensions = new LinkedHashMap<>();
            extensions.put("allowed", known);
            Nearest.of(name, known).ifPresent(nearest -> extensions.put("nearest", "/api/" + nearest));
            throw new HttpProblem(
                    404,
                    "No such dashboard",
                    "There is no dashboard named '" + name + "' in shop/dashboards.",
                    extensions);
        }
        return warehouse.dashboard(name);
    }

    private static void answer(Context context, Object answer) {
        context.contentType("application/json")
                .header("Cache-Control", "no-cache")
                .result(Json.text(answer));
    }
}
