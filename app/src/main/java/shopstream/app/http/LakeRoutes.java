package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.util.Map;

/** What others ask of the lake's writing: for {@code ./shopstream training-set}. */
public final class LakeRoutes implements WebServer.Routes {
    private final Runnable commit;

    /** @param commit has what was read so far committed soon; throws {@link IllegalStateException} where nothing is written */
    public LakeRoutes(Runnable commit) {
        this.commit = commit;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/api/lake/commit", context -> {
            BrowserRequest.refuse(context, "./shopstream training-set build");
            try {
                commit.run();
            } catch (IllegalStateException notNow) {
                throw new HttpProblem(409, "Nothing is written", notNow.getMessage(), Map.of());
            }
            context.status(202).result(Json.text(Map.of()));
        });
    }
}
