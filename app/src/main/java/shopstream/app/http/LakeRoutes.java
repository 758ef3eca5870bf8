package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** What others ask of the lake's writing: for {@code ./shopstream training-set}. */
public final class LakeRoutes implements WebServer.Routes {
    /** Shorter than whoever asks waits for an answer; he asks again. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Writing writing;

    /** The lake's writing; both throw {@link IllegalStateException} where nothing is written. */
    public interface Writing {
        /** Has what was read so far committed soon. */
        void commitSoon() throws InterruptedException;

        /** @return whether the lake holds what was there at a moment; not when that took longer */
        boolean awaitHeld(Instant moment, Duration patience) throws InterruptedException;
    }

    public LakeRoutes(Writing writing) {
        this.writing = writing;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/api/lake/commit", context -> {
            BrowserRequest.refuse(context, "./shopstream training-set build");
            try {
                writing.commitSoon();
            } catch (IllegalStateException notNow) {
                throw notWritten(notNow);
            }
            context.status(202).result(Json.text(Map.of()));
        });
        config.routes.post("/api/lake/await", this::await);
    }

    private void await(Context context) throws InterruptedException {
        BrowserRequest.refuse(context, "./shopstream training-set build");
        try {
            boolean held = writing.awaitHeld(Instant.parse(String.valueOf(context.queryParam("moment"))), PATIENCE);
            context.result(Json.text(Map.of("held", held)));
        } catch (DateTimeParseException wrong) {
            throw new HttpProblem(
                    400,
                    "No moment",
                    "moment is '" + wrong.getParsedString() + "'; write it as 2026-11-01T00:00:00Z.",
                    Map.of());
        } catch (IllegalStateException notNow) {
            throw notWritten(notNow);
        }
    }

    private static HttpProblem notWritten(IllegalStateException notNow) {
        return new HttpProblem(409, "Nothing is written", notNow.getMessage(), Map.of());
    }
}
