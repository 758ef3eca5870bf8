package shopstream.app.benchmark;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What a part does alone, in words; why it could not be measured where it could not. */
final class Limit {
    private Limit() {}

    static String of(String part, Unit unit, Callable<Double> measurement) {
        return words(part, () -> unit.text(measurement.call()));
    }

    static String words(String part, Callable<String> measurement) {
        try {
            return part + " " + measurement.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return part + " not measured: interrupted";
        } catch (Exception e) {
            return part + " not measured: " + reason(e);
        }
    }

    /** Engines wrap an error many times; the innermost says what happened. */
    private static String reason(Throwable error) {
        Throwable innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String said = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return said.lines().findFirst().orElse(innermost.toString());
    }

    static String all(String... limits) {
        return Arrays.stream(limits).filter(limit -> !limit.isEmpty()).collect(Collectors.joining("; "));
    }
}
