package shopstream.app.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import shopstream.recommender.learning.ModelLife;

/** The versions of the recommender's model, and the way back to an earlier one: for {@code ./shopstream recommender}. */
public final class TrainedModelRoutes implements WebServer.Routes {
    private final ModelLife models;

    public TrainedModelRoutes(ModelLife models) {
        this.models = models;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/api/recommender/models", this::list);
        config.routes.post("/api/recommender/rollback", context -> {
            BrowserRequest.refuse(context, "./shopstream recommender rollback");
            try {
                models.rollBack(Optional.ofNullable(context.queryParam("version")));
            } catch (IllegalArgumentException impossible) {
                throw new HttpProblem(409, "Cannot be taken back", impossible.getMessage(), Map.of());
            }
            list(context);
        });
    }

    private void list(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("inUse", models.chosen().orElse(null));
        json.put("message", models.inUse().trouble().orElse(null));
        ArrayNode versions = json.putArray("models");
        models.versions().forEach(version -> versions.add(version.json()));
        context.header("Cache-Control", "no-cache").result(Json.text(json));
    }
}
