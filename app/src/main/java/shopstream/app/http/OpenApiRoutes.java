package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Measure;

/** The description of the API at {@code /openapi.json}, made from the declared dashboards. */
public final class OpenApiRoutes implements WebServer.Routes {
    private final Supplier<List<Dashboard>> dashboards;

    public OpenApiRoutes(Supplier<List<Dashboard>> dashboards) {
        this.dashboards = dashboards;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/openapi.json", context -> context.result(Json.text(document())));
    }

    private Map<String, Object> document() {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Dashboard dashboard : dashboards.get()) {
            String address = "/api/" + dashboard.name();
            paths.put(address, get(dashboard.title(), parameters(dashboard), answer(dashboard)));
            paths.put(
                    address + "/latest",
                    get("The newest orders of " + dashboard.title(), filters(dashboard), object()));
            paths.put(address + "/unusual", get("Hours of unusual demand", parameters(dashboard), object()));
            paths.put(
                    address + "/campaigns",
                    get(
                            "The shop's campaigns in the range, where the filters keep what they are about",
                            parameters(dashboard),
                            campaigns(dashboard)));
            paths.put(address + "/stream", stream(dashboard));
        }
        paths.put(
                "/api/dashboards",
                get("The declared dashboards", List.of(), Map.of("type", "array", "items", object())));
        paths.put("/api/status", get("How the platform is doing", List.of(), object()));
        paths.put("/api/models", get("The editions of every mart: shown, being rebuilt, kept", List.of(), object()));
        paths.put(
                "/api/recommender/models",
                get(
                        "The versions of the recommender's model: from what, how good, which one is in use",
                        List.of(),
                        object()));
        paths.putAll(SqlDescription.paths());
        paths.putAll(EventDescription.paths());
        paths.putAll(RecommendationDescription.paths());
        paths.putAll(OutcomeDescription.paths());
        paths.putAll(PlacementDescription.paths());
        paths.putAll(CourseDescription.paths());
        paths.put(
                "/api/runs",
                get("Scheduled work: how it stands, and its newest runs", List.of(), RunDescription.all()));
        paths.put("/api/runs/{schedule}", RunDescription.ofOne());
        paths.putAll(QuarantineDescription.paths());
        paths.putAll(CatalogDescription.paths());
        paths.put("/health/live", get("Whether the process lives", List.of(), object()));
        paths.put("/health/ready", get("Whether every mart has been complete once", List.of(), object()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Shopstream", "version", "1"));
        document.put("paths", paths);
        return document;
    }

    private static Map<String, Object> get(String summary, List<?> parameters, Map<String, ?> answer) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", summary);
        operation.put("parameters", parameters);
        operation.put(
                "responses",
                Map.of(
                        "200",
                                Map.of(
                                        "description",
                                        summary,
                                        "content",
                                        Map.of("application/json", Map.of("schema", answer))),
                        "400",
                                Map.of(
                                        "description",
                                        "A parameter is not understood",
                                        "content",
                                        Map.of("application/problem+json", Map.of("schema", object())))));
        return Map.of("get", operation);
    }

    private static Map<String, Object> stream(Dashboard dashboard) {
        return Map.of(
                "get",
                Map.of(
                        "summary",
                        "Server-sent events when the numbers of " + dashboard.title() + " change",
                        "responses",
                        Map.of(
                                "200",
                                Map.of(
                                        "description",
                                        "`change` and `heartbeat` events",
                                        "content",
                                        Map.of("text/event-stream", Map.of("schema", Map.of("type", "string")))))));
    }

    private static List<Map<String, Object>> parameters(Dashboard dashboard) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        parameters.add(parameter(
                "grain", "total, day or hour", Map.of("type", "string", "enum", List.of("total", "day", "hour"))));
        parameters.add(parameter(
                "by",
                "Dimensions to tell apart, separated by commas: "
                        + String.join(
                                ", ",
                                dashboard.dimensions().stream()
                                        .map(Dimension::name)
                                        .toList()),
                text()));
        parameters.add(parameter("from", "A date in the zone, or an instant", text()));
        parameters.add(parameter("to", "A date in the zone, or an instant; exclusive", text()));
        parameters.add(parameter(
                "zone",
                "A time zone such as Europe/Berlin; the shop's by default, and always where times are days without hours",
                text()));
        parameters.addAll(filters(dashboard));
        return parameters;
    }

    private static List<Map<String, Object>> filters(Dashboard dashboard) {
        return dashboard.dimensions().stream()
                .map(dimension ->
                        parameter(dimension.name(), "Only this " + dimension.title() + "; may be repeated", text()))
                .toList();
    }

    private static Map<String, Object> campaigns(Dashboard dashboard) {
        Map<String, Object> about = new LinkedHashMap<>();
        dashboard
                .campaigns()
                .ifPresent(table -> table.about().forEach(word -> about.put(word.text(), arrayOf(text()))));
        Map<String, Object> moment = Map.of("type", "string", "format", "date-time");
        Map<String, Object> campaign = new LinkedHashMap<>();
        campaign.put("name", text());
        campaign.put("from", moment);
        campaign.put("to", moment);
        campaign.put("about", Map.of("type", "object", "properties", about));
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of("campaigns", arrayOf(Map.of("type", "object", "properties", campaign))));
    }

    private static Map<String, Object> arrayOf(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    private static Map<String, Object> answer(Dashboard dashboard) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("time", Map.of("type", "string", "format", "date-time"));
        dashboard.dimensions().forEach(dimension -> row.put(dimension.name(), text()));
        for (Measure measure : dashboard.measures()) {
            row.put(
                    measure.name(),
                    Map.of(
                            "type",
                            measure.unit() == Measure.Unit.COUNT ? "integer" : "string",
                            "description",
                            measure.definition()));
        }
        Map<String, Object> original = new LinkedHashMap<>(row);
        original.keySet()
                .removeIf(name -> dashboard.measures().stream()
                        .noneMatch(measure -> measure.name().equals(name)));
        original.put("currency", text());
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "unconverted",
                        arrayOf(Map.of("type", "object", "properties", original)),
                        "leftOut",
                        Map.of(
                                "type",
                                "object",
                                "description",
                                "What is not shown for now, as while a model with a new column is rebuilt",
                                "properties",
                                Map.of("names", arrayOf(text()), "message", text())),
                        "from",
                        text(),
                        "to",
                        text(),
                        "zone",
                        Map.of("type", "string", "description", "Whose days and hours the rows are"),
                        "zoneMessage",
                        Map.of("type", "string", "description", "Why that is another zone than was asked for"),
                        "currency",
                        text(),
                        "completeTo",
                        text(),
                        "lagMillis",
                        Map.of("type", "integer"),
                        "rows",
                        Map.of("type", "array", "items", Map.of("type", "object", "properties", row))));
    }

    private static Map<String, Object> parameter(String name, String description, Map<String, ?> schema) {
        return Map.of("name", name, "in", "query", "required", false, "description", description, "schema", schema);
    }

    private static Map<String, Object> text() {
        return Map.of("type", "string");
    }

    private static Map<String, Object> object() {
        return Map.of("type", "object");
    }
}
