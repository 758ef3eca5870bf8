package shopstream.app.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Callers that tell batches of events over HTTP, each on a connection of its own and the next batch when the last is answered.
 * Bodies are written beforehand: on the same cores, who calls should cost as little as can be.
 */
final class EventLoad {
    private static final int BODIES = 16;
    private static final List<String> KINDS =
            List.of("Product Viewed", "Product Clicked", "Product Added", "Product Removed");

    private final int port;
    private final int callers;
    private final int eventsAtOnce;

    EventLoad(int port, int callers, int eventsAtOnce) {
        this.port = port;
        this.callers = callers;
        this.eventsAtOnce = eventsAtOnce;
    }

    /** What was answered. @param bytesPerEvent as told */
    record Told(double eventsPerSecond, Sample millis, double bytesPerEvent) {}

    /** @throws IllegalStateException when an answer is not that all was accepted */
    Told during(Duration duration) throws InterruptedException {
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        long begun = System.nanoTime();
        long bytes = 0;
        for (int caller = 0; caller < callers; caller++) {
            List<byte[]> requests = requests(new Random(caller));
            bytes += requests.stream().mapToLong(request -> request.length).sum();
            Thread thread = new Thread(() -> call(requests, begun + duration.toNanos(), millis, failure));
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "A batch was not taken: " + failure.get().getMessage(), failure.get());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Told(
                millis.size() * (double) eventsAtOnce / seconds,
                Sample.of(millis.stream().mapToDouble(Double::doubleValue).toArray()),
                (double) bytes / ((long) callers * BODIES * eventsAtOnce));
    }

    private void call(
            List<byte[]> requests, long end, ConcurrentLinkedQueue<Double> millis, AtomicReference<Throwable> failure) {
        String expected = "\"accepted\":" + eventsAtOnce + ",\"rejected\":[]";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream answers = new BufferedInputStream(socket.getInputStream());
            for (int at = 0; System.nanoTime() < end && failure.get() == null; at++) {
                long sent = System.nanoTime();
                socket.getOutputStream().write(requests.get(at % requests.size()));
                String answer = answer(answers);
                millis.add((System.nanoTime() - sent) / 1e6);
                if (!answer.contains(expected)) {
                    throw new IOException(answer);
                }
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static String answer(InputStream stream) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = stream.read();
            if (next < 0) {
                throw new IOException("The connection was closed after: " + head);
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        int at = lower.indexOf("content-length:");
        if (at < 0) {
            throw new IOException("The answer has no length: " + head);
        }
        int length = Integer.parseInt(
                lower.substring(at + 15, lower.indexOf('\r', at)).strip());
        return new String(stream.readNBytes(length), UTF_8);
    }

    private List<byte[]> requests(Random random) {
        List<byte[]> requests = new ArrayList<>();
        for (int at = 0; at < BODIES; at++) {
            StringBuilder body = new StringBuilder("{\"sentAt\":\"2026-05-04T10:00:00.250Z\",\"batch\":[");
            for (int event = 0; event < eventsAtOnce; event++) {
                body.append(event == 0 ? "" : ",").append(event(random));
            }
            byte[] bytes = body.append("]}").toString().getBytes(UTF_8);
            String head = "POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: "
                    + bytes.length + "\r\n\r\n";
            byte[] request = new byte[head.length() + bytes.length];
            System.arraycopy(head.getBytes(UTF_8), 0, request, 0, head.length());
            System.arraycopy(bytes, 0, request, head.length(), bytes.length);
            requests.add(request);
        }
        return requests;
    }

    /** As the tracker tells it. */
    private static String event(Random random) {
        int product = random.nextInt(100_000);
        String path = "/products/S10_" + product;
        return "{\"event\":\"" + KINDS.get(random.nextInt(KINDS.size())) + "\",\"properties\":{\"product_id\":\"S10_"
                + product + "\",\"name\":\"Model " + product + "\",\"category\":\"Classic Cars\",\"price\":"
                + (1_000 + random.nextInt(20_000)) / 100.0 + ",\"quantity\":" + (1 + random.nextInt(5))
                + ",\"currency\":\"USD\"},\"type\":\"track\",\"messageId\":\""
                + new UUID(random.nextLong(), random.nextLong()) + "\",\"anonymousId\":\""
                + new UUID(7, random.nextInt(100_000)) + "\",\"timestamp\":\"2026-05-04T10:00:00.1"
                + (10 + random.nextInt(90)) + "Z\",\"context\":{\"page\":{\"url\":\"https://shop.example" + path
                + "\",\"path\":\"" + path + "\",\"referrer\":\"https://shop.example/\",\"title\":\"Model " + product
                + "\"},\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/142.0.0.0 Safari/537.36\",\"locale\":\"en-US\",\"timezone\":\"Europe/Berlin\","
                + "\"library\":{\"name\":\"shopstream.js\",\"version\":\"1\"}}}";
    }
}
