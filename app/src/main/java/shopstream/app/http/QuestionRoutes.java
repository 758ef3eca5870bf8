package shopstream.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import shopstream.app.SavedQuestions;

/** The saved questions: listed, kept by name, deleted. */
public final class QuestionRoutes implements WebServer.Routes {
    private final SavedQuestions questions;

    public QuestionRoutes(SavedQuestions questions) {
        this.questions = questions;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/api/questions", this::list);
        config.routes.put("/api/questions/{name}", context -> {
            BrowserRequest.refuseForeign(context, "./shopstream sql");
            JsonNode body = Json.object(context.body());
            try {
                questions.save(new SavedQuestions.Saved(
                        context.pathParam("name").strip(),
                        body.path("sql").asText(),
                        body.path("chart").asText()));
            } catch (IllegalArgumentException notKept) {
                throw new HttpProblem(400, "Cannot be saved", notKept.getMessage(), Map.of());
            }
            list(context);
        });
        config.routes.delete("/api/questions/{name}", context -> {
            BrowserRequest.refuseForeign(context, "./shopstream sql");
            String name = context.pathParam("name");
            if (!questions.delete(name)) {
                throw new HttpProblem(
                        404, "No such question", "There is no saved question named '" + name + "'.", Map.of());
            }
            list(context);
        });
    }

    private void list(Context context) {
        context.header("Cache-Control", "no-cache").result(Json.text(Map.of("questions", questions.all())));
    }
}
