package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Serves the chart library out of its WebJar, at an address that does not name its version. */
public final class VendorRoutes implements WebServer.Routes {
    private static final String WEBJAR = "/META-INF/resources/webjars/echarts/%s/echarts.simple.min.js";
    private static final String VERSION = "/META-INF/maven/org.webjars/echarts/pom.properties";

    private final byte[] echarts;

    public VendorRoutes() {
        try (InputStream about = VendorRoutes.class.getResourceAsStream(VERSION)) {
            Properties properties = new Properties();
            properties.load(about);
            try (InputStream script =
                    VendorRoutes.class.getResourceAsStream(String.format(WEBJAR, properties.getProperty("version")))) {
                echarts = script.readAllBytes();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The chart library cannot be read from its WebJar", e);
        }
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(
                "/vendor/echarts.min.js",
                context -> context.contentType("text/javascript")
                        .header("Cache-Control", "max-age=86400")
                        .result(echarts));
    }
}
