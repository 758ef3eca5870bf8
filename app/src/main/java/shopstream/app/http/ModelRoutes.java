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
            refuseBrowsers(context);
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

    /** Any page that its user has open could send this; a browser says where such a request is from, we never do. */
    private static void refuseBrowsers(Context context) {
        if (context.header("Origin") != null || context.header("Sec-Fetch-Site") != null) {
            throw new HttpProblem(
                    403,
                    "Not from a page",
                    "Use ./shopstream models rollback: a browser may not change models.",
                    Map.of());
        }
    }
}
