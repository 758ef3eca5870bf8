package shopstream.app.crashes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import shopstream.app.outside.Api;

/**
 * Asks the API all the time, through every crash and recovery, and notices when an answer is older than one before it,
 * or lacks what was committed before the moment up to which it says it is complete.
 */
final class Witness implements AutoCloseable {
    private static final String EVER = "&from=2000-01-01&to=2090-01-01";
    private static final String MARKS =
            "/api/sales?by=product&product=" + Marks.product(0) + "&product=" + Marks.product(1) + EVER;
    private static final String TOTAL = "/api/sales?grain=total" + EVER;
    private static final long EVERY_MILLIS = 15;
    private static final int MOST_KEPT = 20;

    private final Marks marks;
    private final Supplier<Api> api;
    private final List<String> contradictions = new ArrayList<>();
    private final Thread thread = new Thread(this::ask, "witness");
    private final long[] shown = new long[Marks.WRITERS];
    private Instant complete;
    private long orders;
    private boolean marksHold = true;
    private boolean onlyGrowing;
    private boolean notYet;
    private int epoch;
    private long answers;
    private volatile boolean closed;

    /** @param api of the platform as it runs now; null while none does */
    Witness(Marks marks, Supplier<Api> api) {
        this.marks = marks;
        this.api = api;
        thread.setDaemon(true);
        thread.start();
    }

    /** Another platform begins from nothing: what the one before has shown does not bind it. */
    synchronized void beginAnew() {
        epoch++;
        complete = null;
        orders = 0;
        shown[0] = 0;
        shown[1] = 0;
    }

    /** Until further notice: whether the lines with the marks stay where they are, and whether sales only come. */
    synchronized void expect(boolean marksStay, boolean salesOnlyCome) {
        epoch++;
        marksHold = marksStay;
        onlyGrowing = salesOnlyCome;
        notYet = false;
        orders = 0;
        if (!marksStay) {
            shown[0] = 0;
            shown[1] = 0;
        }
    }

    /** Until further notice an answer counts only when it says up to when it is complete: before, rows are on their way. */
    synchronized void acceptNotYet() {
        epoch++;
        notYet = true;
    }

    /** What has gone wrong since the last time this was asked. */
    synchronized List<String> contradictions() {
        List<String> found = List.copyOf(contradictions);
        contradictions.clear();
        return found;
    }

    synchronized long answers() {
        return answers;
    }

    private void ask() {
        boolean total = false;
        while (!closed) {
            try {
                Api now = api.get();
                if (now != null) {
                    int asked;
                    synchronized (this) {
                        asked = epoch;
                    }
                    JsonNode answer = now.json(total ? TOTAL : MARKS);
                    if (total) {
                        takeTotal(answer, asked);
                    } else {
                        takeMarks(answer, asked);
                    }
                    total = !total;
                }
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            } catch (IOException nobodyAnswers) {
                total = !total;
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void takeTotal(JsonNode answer, int asked) {
        if (asked != epoch) {
            return;
        }
        answers++;
        if (takeCompleteTo(answer) == null && notYet) {
            return;
        }
        JsonNode rows = answer.get("rows");
        long now = rows.isEmpty() ? 0 : rows.get(0).get("orders").asLong();
        if (onlyGrowing && now < orders) {
            contradicted("only new orders came, and their number went from " + orders + " back to " + now
                    + " (complete up to " + answer.get("completeTo").asText() + ")");
        }
        orders = Math.max(orders, now);
    }

    private synchronized void takeMarks(JsonNode answer, int asked) {
        if (asked != epoch) {
            return;
        }
        answers++;
        Instant completeTo = takeCompleteTo(answer);
        if (!marksHold || completeTo == null && notYet) {
            return;
        }
        long[] now = new long[Marks.WRITERS];
        for (JsonNode row : answer.get("rows")) {
            for (int writer = 0; writer < now.length; writer++) {
                if (row.get("product").asText().equals(Marks.product(writer))) {
                    now[writer] = row.get("units").asLong();
                }
            }
        }
        for (int writer = 0; writer < now.length; writer++) {
            if (now[writer] < shown[writer]) {
                contradicted("transaction " + shown[writer] + " of writer " + writer + " was shown, and then only "
                        + now[writer] + " (complete up to " + completeTo + ")");
            }
            shown[writer] = Math.max(shown[writer], now[writer]);
            if (completeTo != null) {
                long least = marks.committedBefore(writer, completeTo);
                if (now[writer] < least) {
                    contradicted("an answer complete up to " + completeTo + " has transaction " + now[writer]
                            + " of writer " + writer + ", but " + least + " was committed before that");
                }
            }
        }
    }

    private Instant takeCompleteTo(JsonNode answer) {
        JsonNode text = answer.get("completeTo");
        if (text == null || text.isNull()) {
            return null;
        }
        Instant completeTo = Instant.parse(text.asText());
        if (complete != null && completeTo.isBefore(complete)) {
            contradicted("complete up to " + complete + " was shown, and then only " + completeTo);
        }
        complete = complete == null || completeTo.isAfter(complete) ? completeTo : complete;
        return completeTo;
    }

    private void contradicted(String sentence) {
        if (contradictions.size() < MOST_KEPT) {
            contradictions.add(Instant.now() + " " + sentence);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
