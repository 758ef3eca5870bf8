package shopstream.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Software of a shop's own that is called at an address and remembers with what. */
final class CalledHook implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;

    /** One call, with what its headers say. */
    record Call(String body, String second, String signature) {}

    CalledHook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            calls.add(new Call(
                    body,
                    exchange.getRequestHeaders().getFirst("X-Shopstream-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Shopstream-Signature")));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return calls;
    }

    /** From now on. */
    void answerWith(int status) {
        answer = status;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
