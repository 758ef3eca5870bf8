package shopstream.app.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int at = 0; System.nanoTime() < end && failure.get() == null; at++) {
                long sent = System.nanoTime();
                String answer = connection.send(requests.get(at % requests.size()));
                millis.add((System.nanoTime() - sent) / 1e6);
                if (!answer.contains(expected)) {
                    throw new IOException(answer);
                }
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    private List<byte[]> requests(Random random) {
        List<byte[]> requests = new ArrayList<>();
        for (int at = 0; at < BODIES; at++) {
            StringBuilder body = new StringBuilder("{\"sentAt\":\"2026-05-04T10:00:00.250Z\",\"batch\":[");
            for (int event = 0; event < eventsAtOnce; event++) {
                body.append(event == 0 ? "" : ",").append(event(random));
            }
            requests.add(HttpConnection.post(
                    "/v1/batch", body.append("]}").toString().getBytes(UTF_8)));
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
