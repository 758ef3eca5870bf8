package shopstream.app.benchmark;

import java.util.Locale;

/** What a figure counts, and how it is written. */
enum Unit {
    SECONDS("%,.1f s"),
    MICROSECONDS("%,.0f µs"),
    MILLISECONDS("%,.0f ms"),
    FINE_MILLISECONDS("%,.1f ms"),
    ROWS_PER_SECOND("%,.0f rows/s"),
    REQUESTS_PER_SECOND("%,.0f requests/s"),
    EVENTS_PER_SECOND("%,.0f events/s"),
    MEGABYTES("%,.0f MB"),
    SHARE("%.3f");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
