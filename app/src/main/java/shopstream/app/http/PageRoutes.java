package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The pages whose address does not end in a file's name. Everything they load is served as it lies in {@code /web}. */
public final class PageRoutes implements WebServer.Routes {
    @Override
    public void addTo(JavalinConfig config) {
        serve(config, "/status", page("/web/status.html"));
        serve(config, "/explore", page("/web/explore.html"));
    }

    private static void serve(JavalinConfig config, String address, byte[] page) {
        config.routes.get(
                address,
                context -> context.contentType("text/html; charset=utf-8")
                        .header("Cache-Control", "no-cache")
                        .result(page));
    }

    private static byte[] page(String resource) {
        try (InputStream file = PageRoutes.class.getResourceAsStream(resource)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + resource + " cannot be read", e);
        }
    }
}
