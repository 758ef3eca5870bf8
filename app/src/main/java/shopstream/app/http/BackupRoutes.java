package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.util.Map;
import java.util.function.Supplier;

/** What {@code ./shopstream backup} and {@code restore} ask of the running program. No path is taken from anybody. */
public final class BackupRoutes implements WebServer.Routes {
    /** Has restored data that lies ready in the data directory take the place of the present. */
    public interface Restores {
        /** Returns at once. @throws IllegalStateException saying why it cannot be done now */
        void begin();

        /** How the last one went. */
        Map<String, Object> state();
    }

    private final Supplier<Map<String, Object>> log;
    private final Supplier<String> cut;
    private final Restores restores;

    /**
     * @param log where the log is and whose it is
     * @param cut where the log's topics end at this moment, as JSON
     */
    public BackupRoutes(Supplier<Map<String, Object>> log, Supplier<String> cut, Restores restores) {
        this.log = log;
        this.cut = cut;
        this.restores = restores;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/api/backup", context -> context.result(Json.text(log.get())));
        config.routes.post("/api/backup/cut", context -> {
            BrowserRequest.refuse(context, "./shopstream backup");
            context.result(cut.get());
        });
        config.routes.get("/api/restore", context -> context.result(Json.text(restores.state())));
        config.routes.post("/api/restore", context -> {
            BrowserRequest.refuse(context, "./shopstream restore");
            try {
                restores.begin();
            } catch (IllegalStateException impossible) {
                throw new HttpProblem(409, "Cannot be restored now", impossible.getMessage(), Map.of());
            }
            context.status(202).result(Json.text(restores.state()));
        });
    }
}
