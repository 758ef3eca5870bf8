package shopstream.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.JavalinConfig;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The script that a shop's pages load, from whatever site they are. */
public final class TrackerRoutes implements WebServer.Routes {
    /** One after the other, as one script. */
    private static final List<String> PARTS = List.of("/public/shopstream.js", "/public/blocks.js");

    /** What a page loads: UTF-8. */
    static byte[] script() {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        PARTS.forEach(part -> joined.writeBytes(PageRoutes.resource(part)));
        return small(joined.toString(UTF_8)).getBytes(UTF_8);
    }

    /** Without what is for those who read the source: comments that have lines of their own, and indentation. */
    private static String small(String source) {
        return source.replaceAll("(?ms)^\\s*/\\*.*?\\*/\n", "")
                .replaceAll("(?m)^\\s*//.*\n", "")
                .replaceAll("(?m)^\\s+", "");
    }

    @Override
    public void addTo(JavalinConfig config) {
        byte[] script = script();
        config.routes.get(
                "/shopstream.js",
                context -> context.contentType("text/javascript; charset=utf-8")
                        .header("Access-Control-Allow-Origin", "*")
                        .header("Cross-Origin-Resource-Policy", "cross-origin")
                        .header("Cache-Control", "max-age=3600")
                        .result(script));
    }
}
