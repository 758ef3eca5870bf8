package shopstream.app.terminal;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * Where the program speaks to the person who started it.
 *
 * <p>Results go to standard output, one line each, so that scripts can read them; progress and words go to standard
 * error. On a terminal a running step rewrites its own line; elsewhere it says something every ten seconds.
 */
public final class Terminal {
    private final PrintStream results;
    private final PrintStream words;
    private final boolean rewriting;
    private final boolean coloured;
    private final Clock clock;

    public Terminal(PrintStream results, PrintStream words, boolean rewriting, boolean coloured, Clock clock) {
        this.results = results;
        this.words = words;
        this.rewriting = rewriting;
        this.coloured = coloured;
        this.clock = clock;
    }

    /** The terminal of this process; colour is off where {@code NO_COLOR} is set or nobody is watching. */
    public static Terminal ofProcess(Map<String, String> environment, Clock clock) {
        boolean watched = System.console() != null && !"dumb".equals(environment.get("TERM"));
        boolean coloured = watched && !environment.containsKey("NO_COLOR");
        return new Terminal(System.out, System.err, watched, coloured, clock);
    }

    /** Prints one line of result on standard output. */
    public void result(String line) {
        synchronized (words) {
            clearLine();
            results.println(line);
            results.flush();
        }
    }

    /** Says something on standard error. */
    public void say(String line) {
        synchronized (words) {
            clearLine();
            words.println(line);
            words.flush();
        }
    }

    /** Says that something is wrong, on standard error. */
    public void complain(String text) {
        say(coloured ? "\u001b[31m" + text + "\u001b[0m" : text);
    }

    /** Begins a step that may take long; close it when it is done. */
    public Step step(String title) {
        return new Step(this, title, clock.instant());
    }

    Clock clock() {
        return clock;
    }

    boolean rewriting() {
        return rewriting;
    }

    /** Replaces the line that is being rewritten; only where somebody is watching. */
    void rewrite(String line) {
        synchronized (words) {
            clearLine();
            words.print(line);
            words.flush();
        }
    }

    private void clearLine() {
        if (rewriting) {
            words.print("\r\u001b[2K");
        }
    }
}
