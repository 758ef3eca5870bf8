package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The editions of the marts, and the way back to an earlier one: for {@code ./shopstream models}. */
public final class ModelRoutes implements WebServer.Routes {
    private final Supplier<Map<String, Object>> list;
    private final Consumer<String> rollback;

    /** @param rollback takes a mart back; throws {@link IllegalArgumentException} saying why it cannot be */
    public ModelRoutes(Supplier<Map<String, Object>> list, Consumer<String> rollback) {
        this.list = list;
        this.rollback = rollback;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/api/models", this::list);
        config.routes.post("/api/models/{mart}/rollback", context -> {
            BrowserRequest.refuse(context, "./shopstream models rollback");
            try {
                rollback.accept(context.pathParam("mart"));
            } catch (IllegalArgumentException impossible) {
                throw new HttpProblem(409, "Cannot be taken back", impossible.getMessage(), Map.of());
            }
            list(context);
        });
    }

    private void list(Context context) {
        context.header("Cache-Control", "no-cache").result(Json.text(list.get()));
    }
}
