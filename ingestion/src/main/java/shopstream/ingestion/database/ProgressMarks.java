package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogFailure;

/**
 * Writes down, several times a second, up to when the source has been read. Asks the source on a connection of its own;
 * while the source does not answer there are no marks, so that a dead source is told from a quiet one.
 */
final class ProgressMarks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressMarks.class);
    private static final long EVERY_MILLIS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A clock that is kept right is set back by less. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    /** The server's heartbeats come several times a second; without any for so long, the connection is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** So many heads of the log may wait for what is before them; later ones are not remembered. */
    private static final int WAITING = 256;

    /** A reader, what is known of its deliveries, and the heads of the log that it has not reached yet. */
    private record Followed(ChangeReader reader, Delivery delivery, Deque<LogHead> waiting) {}

    private final DatabaseSource source;
    private final SourceServer server;
    private final EventLog eventLog;
    private final Consumer<String> suspicion;
    private final Consumer<SnapshotNeeded> anew;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Followed followed;
    private Connection connection;
    private long lifeSignsSeen;
    private Instant markedTo = Instant.EPOCH;
    private long aliveAt;

    /**
     * @param suspicion told why the stream is to be given up; the reader is followed no longer then
     * @param anew told why all rows have to be read anew; the reader is followed no longer then
     */
    ProgressMarks(
            DatabaseSource source,
            SourceServer server,
            EventLog eventLog,
            Consumer<String> suspicion,
            Consumer<SnapshotNeeded> anew) {
        this.source = source;
        this.server = server;
        this.eventLog = eventLog;
        this.suspicion = suspicion;
        this.anew = anew;
        pulse.scheduleWithFixedDelay(this::beat, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on marks tell how far {@code reader}, and what is delivered to it, has come. */
    void follow(ChangeReader reader, Delivery delivery) {
        followed = new Followed(reader, delivery, new ArrayDeque<>());
    }

    /** No marks until a reader is followed again. */
    void pause() {
        followed = null;
    }

    private void beat() {
        Followed now = followed;
        try {
            if (now != null) {
                mark(now);
                watch(now.reader());
            }
            eventLog.wakeSilentTopics();
        } catch (SnapshotNeeded needed) {
            if (now == followed) {
                pause();
                anew.accept(needed);
            }
        } catch (SQLException unanswered) {
            disconnect();
            if (now != null && now == followed) {
                pause();
                suspicion.accept(ConnectionFailure.finding(source, unanswered).message());
            }
        } catch (LogFailure failed) {
            // Also where nothing else is to be written, following begins again, and the log is opened again before it.
            if (now != null && now == followed) {
                pause();
                suspicion.accept(failed.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.warn("No progress mark could be written for {}", source, e);
        }
    }

    /** A head counts once all before it is delivered, however much has come behind it meanwhile. */
    private void mark(Followed now) throws SQLException {
        Deque<LogHead> waiting = now.waiting();
        Optional<LogHead> head = ask();
        if (waiting.size() < WAITING) {
            head.ifPresent(waiting::addLast);
        }
        LogPlace reached = now.delivery().reachedBy(now.reader());
        LogHead passed = null;
        while (!waiting.isEmpty() && waiting.peekFirst().place().compareTo(reached) <= 0) {
            passed = waiting.removeFirst();
        }
        // While rows of tables are still to be read, nothing can be claimed.
        if (passed != null && !now.reader().inSnapshot()) {
            sayWhereTheClockWasSetBack(passed.sourceTime());
            eventLog.mark(passed.sourceTime(), "streaming");
        }
        now.delivery().urge(connection, waiting.peekFirst());
    }

    private void sayWhereTheClockWasSetBack(Instant time) {
        if (time.plus(CLOCKS_DIFFER).isBefore(markedTo)) {
            LOG.warn(
                    "The clock of {} was set back from {} to {}; what is complete is told by the time it has now.",
                    source,
                    markedTo,
                    time);
        }
        markedTo = time;
    }

    private void watch(ChangeReader reader) {
        long lifeSigns = reader.lifeSigns();
        if (lifeSigns != lifeSignsSeen || reader.atWork()) {
            lifeSignsSeen = lifeSigns;
            aliveAt = System.nanoTime();
        } else if (lifeSigns > 0 && System.nanoTime() - aliveAt > SILENCE.toNanos()) {
            pause();
            suspicion.accept("The server at " + source.address() + " answers, but has sent nothing of its log for "
                    + SILENCE.toSeconds() + " s; the connection is made anew.");
        }
    }

    private Optional<LogHead> ask() throws SQLException {
        if (connection == null) {
            connection = SourceConnection.open(source, PATIENCE);
        }
        return server.head(connection);
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("The connection to {} was gone already", source);
            }
            connection = null;
        }
    }

    @Override
    public void close() {
        pulse.shutdown();
        try {
            pulse.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }
}
