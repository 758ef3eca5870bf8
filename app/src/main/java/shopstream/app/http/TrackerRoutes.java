package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The script that a shop's pages load, from whatever site they are. */
public final class TrackerRoutes implements WebServer.Routes {
    private static final String SCRIPT = "/public/shopstream.js";

    private final byte[] script;

    public TrackerRoutes() {
        try (InputStream file = TrackerRoutes.class.getResourceAsStream(SCRIPT)) {
            script = file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The tracker " + SCRIPT + " cannot be read", e);
        }
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(
                "/shopstream.js",
                context -> context.contentType("text/javascript; charset=utf-8")
                        .header("Access-Control-Allow-Origin", "*")
                        .header("Cross-Origin-Resource-Policy", "cross-origin")
                        .header("Cache-Control", "max-age=3600")
                        .result(script));
    }
}
