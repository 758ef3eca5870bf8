package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The pages whose address does not end in a file's name. Everything they load is served as it lies in {@code /web}. */
public final class PageRoutes implements WebServer.Routes {
    private static final List<String> PAGES =
            List.of("catalog", "explore", "placements", "quarantine", "recommendations", "runs", "status");

    @Override
    public void addTo(JavalinConfig config) {
        for (String name : PAGES) {
            byte[] page = resource("/web/" + name + ".html");
            config.routes.get(
                    "/" + name,
                    context -> context.contentType("text/html; charset=utf-8")
                            .header("Cache-Control", "no-cache")
                            .result(page));
        }
    }

    /** A file of the program's own, such as a page. */
    static byte[] resource(String name) {
        try (InputStream file = PageRoutes.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " of the program cannot be read", e);
        }
    }
}
