package shopstream.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A site of somebody else's, on an origin of its own, whose pages can be put there. */
final class ForeignSite implements AutoCloseable {
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final HttpServer server;

    ForeignSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(page.length == 0 ? 404 : 200, page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    void put(String path, String title, String body) {
        pages.put(
                path,
                "<!doctype html><html lang=\"en\"><head><title>" + title.replace("&", "&amp;")
                        + "</title><link rel=\"icon\" href=\"data:,\"></head><body>" + body + "</body></html>");
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
