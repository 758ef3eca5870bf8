package shopstream.app.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One long piece of work: says what is being done, how much of it, and in the end how long it took. */
public final class Step implements AutoCloseable {
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_REWRITES = Duration.ofMillis(200);

    private final Terminal terminal;
    private final String title;
    private final Instant begun;
    private Instant lastSaid;
    private String amount = "";
    private boolean done;

    Step(Terminal terminal, String title, Instant begun) {
        this.terminal = terminal;
        this.title = title;
        this.begun = begun;
        this.lastSaid = begun;
        if (terminal.rewriting()) {
            terminal.rewrite("  " + title + " …");
        }
    }

    /** Tells how much has been done, in words such as {@code 120,000 of 259,200 orders}. */
    public synchronized void amount(String amountSoFar) {
        amount = amountSoFar;
        Instant now = terminal.clock().instant();
        Duration silence = Duration.between(lastSaid, now);
        if (terminal.rewriting() && silence.compareTo(BETWEEN_REWRITES) >= 0) {
            terminal.rewrite("  " + title + " … " + amount);
            lastSaid = now;
        } else if (!terminal.rewriting() && silence.compareTo(BETWEEN_WORDS) >= 0) {
            terminal.say("  " + title + " … " + amount);
            lastSaid = now;
        }
    }

    /** Shows what is going on just now; when the step is done it is not said again. */
    public synchronized void doing(String words) {
        if (terminal.rewriting()) {
            terminal.rewrite("  " + title + " … " + words);
        }
    }

    /** To be called when the work is done, so that closing says so and how long it took. */
    public synchronized void done() {
        done = true;
    }

    /** Says that the step is done, if it is; a step that failed is told by whoever tells the failure. */
    @Override
    public synchronized void close() {
        if (!done) {
            return;
        }
        double seconds = Duration.between(begun, terminal.clock().instant()).toMillis() / 1000.0;
        String much = amount.isEmpty() ? "" : ", " + amount;
        terminal.say(String.format(Locale.ROOT, "  %s%s (%.1f s)", title, much, seconds));
    }
}
