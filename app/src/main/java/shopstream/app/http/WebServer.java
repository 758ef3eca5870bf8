package shopstream.app.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.Refusal;
import shopstream.warehouse.questions.BadParameter;

/**
 * A server of routes: that of the pages and the API, which binds the loopback address, since it knows no credentials; or one
 * of nothing but what a shop's visitors need, on an address that the shop chooses.
 */
public final class WebServer implements AutoCloseable {
    /** One group of routes, such as those of the dashboards. */
    public interface Routes {
        void addTo(JavalinConfig config);
    }

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final String LOOPBACK = "127.0.0.1";
    /** Each answer gets memory for so many bytes, however small it is: most have two thousand. */
    private static final int COPIED_AT_ONCE = 4 << 10;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin");

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Refuses a port that somebody else listens on, before anything else is started.
     *
     * @throws Refusal naming the port
     */
    public static void requireFree(int port) {
        if (port < 0 || port > 65_535) {
            throw new Refusal("There is no port " + port + ".", "Choose one from 1 to 65535, for example --port 8080.");
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
        } catch (IOException taken) {
            throw portTaken(port);
        }
    }

    /** Starts serving pages and routes on {@code port} of the loopback address; 0 takes any free port. */
    public static WebServer start(int port, Metrics metrics, List<Routes> routes) {
        return serving(LOOPBACK, port, metrics, true, routes);
    }

    /**
     * Starts serving routes and nothing else.
     *
     * @param address that may lie beyond this machine: the routes have to see to who calls
     * @param port 0 takes any free one
     */
    public static WebServer startPublic(InetAddress address, int port, Metrics metrics, List<Routes> routes) {
        return serving(address.getHostAddress(), port, metrics, false, routes);
    }

    private static WebServer serving(String host, int port, Metrics metrics, boolean pages, List<Routes> routes) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.host = host;
            config.jetty.port = port;
            config.jetty.modifyServer(server -> server.setStopTimeout(0));
            config.jetty.modifyHttpConfiguration(http -> http.addCustomizer(new StreamRequests()));
            config.http.defaultContentType = "application/json";
            config.http.generateEtags = true;
            config.http.responseBufferSize = COPIED_AT_ONCE;
            if (pages) {
                config.staticFiles.add(files -> {
                    files.hostedPath = "/";
                    files.directory = "/web";
                    files.location = Location.CLASSPATH;
                    files.headers = Map.of("Cache-Control", "no-cache");
                });
            }
            config.routes.before(context -> {
                context.attribute("begun", System.nanoTime());
                HEADERS.forEach(context::header);
            });
            config.routes.after(context -> {
                Long begun = context.attribute("begun");
                if (begun != null) {
                    metrics.answered(
                            context.endpoints().lastHttpEndpoint() == null
                                    ? "files"
                                    : context.endpoints().lastHttpEndpoint().path,
                            context.statusCode(),
                            (System.nanoTime() - begun) / 1e9);
                }
            });
            config.routes.exception(HttpProblem.class, (problem, context) -> problem.answer(context));
            config.routes.exception(
                    BadParameter.class, (bad, context) -> badParameter(bad).answer(context));
            config.routes.exception(
                    HttpResponseException.class,
                    (wrong, context) -> new HttpProblem(
                                    wrong.getStatus(), "Not found here", wrong.getMessage(), Map.of())
                            .answer(context));
            config.routes.exception(Exception.class, (wrong, context) -> {
                LOG.error("{} {} failed", context.method(), context.path(), wrong);
                new HttpProblem(
                                500,
                                "The answer could not be computed",
                                "This is a fault of the program; its log file says more.",
                                Map.of())
                        .answer(context);
            });
            routes.forEach(group -> group.addTo(config));
        });
        try {
            javalin.start();
        } catch (JavalinBindException taken) {
            throw pages ? portTaken(port) : surfaceTaken(host, port);
        }
        return new WebServer(javalin);
    }

    private static HttpProblem badParameter(BadParameter bad) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("parameter", bad.name());
        extensions.put("value", bad.value());
        extensions.put("allowed", bad.allowed());
        return new HttpProblem(400, "Bad parameter", bad.getMessage(), extensions);
    }

    private static Refusal portTaken(int port) {
        return new Refusal(
                "Port " + port + " of " + LOOPBACK + " is in use by another program.",
                "Choose another one, for example --port " + (port + 1) + ".");
    }

    private static Refusal surfaceTaken(String host, int port) {
        return new Refusal(
                "The public routes cannot be served on port " + port + " of " + host
                        + ": another program has it, or the address is none of this machine.",
                "Correct `public:` in shop.yaml.");
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        long begun = System.nanoTime();
        javalin.stop();
        LOG.info("Web server stopped in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
}
