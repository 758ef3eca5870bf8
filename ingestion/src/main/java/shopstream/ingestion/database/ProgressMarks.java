package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.EventLog;

/**
 * Writes down, several times a second, up to when the source has been read. Asks the source on a connection of its own;
 * while the source does not answer there are no marks, so that a dead source is told from a quiet one.
 */
final class ProgressMarks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressMarks.class);
    private static final long EVERY_MILLIS = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The server's heartbeats come several times a second; without any for so long, the connection is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final DatabaseSource source;
    private final EventLog eventLog;
    private final Consumer<String> suspicion;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ChangeReader reader;
    private volatile SentPlace sent;
    private Connection connection;
    private long heartbeatsSeen;
    private long aliveAt;

    /** @param suspicion told why the stream is to be given up; the reader is followed no longer then */
    ProgressMarks(DatabaseSource source, EventLog eventLog, Consumer<String> suspicion) {
        this.source = source;
        this.eventLog = eventLog;
        this.suspicion = suspicion;
        pulse.scheduleWithFixedDelay(this::beat, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on marks tell how far {@code newReader}, and what is sent to it, has come. */
    void follow(ChangeReader newReader, SentPlace newSent) {
        sent = newSent;
        reader = newReader;
    }

    /** No marks until a reader is followed again. */
    void pause() {
        reader = null;
    }

    private void beat() {
        ChangeReader followed = reader;
        SentPlace sentToIt = sent;
        try {
            if (followed != null && !followed.inSnapshot()) {
                LogHead head = ask();
                // Offsets move with every transaction of ours, the place sent behind everything else too, a little
                // later.
                LogPlace behindAll = sentToIt.deliveredBy(followed.heartbeatMillis());
                if (head.place().compareTo(followed.delivered()) <= 0
                        || head.place().compareTo(behindAll) <= 0) {
                    eventLog.mark(head.sourceTime(), "streaming");
                }
                watch(followed);
            }
            eventLog.wakeSilentTopics();
        } catch (SQLException unanswered) {
            disconnect();
            if (followed != null && followed == reader) {
                pause();
                suspicion.accept(ConnectionFailure.finding(source, unanswered).message());
            }
        } catch (RuntimeException e) {
            LOG.warn("No progress mark could be written for {}", source, e);
        }
    }

    private void watch(ChangeReader followed) {
        long heartbeats = followed.heartbeats();
        if (heartbeats != heartbeatsSeen) {
            heartbeatsSeen = heartbeats;
            aliveAt = System.nanoTime();
        } else if (heartbeats > 0 && System.nanoTime() - aliveAt > SILENCE.toNanos()) {
            pause();
            suspicion.accept("The server at " + source.address() + " answers, but has sent nothing of its log for "
                    + SILENCE.toSeconds() + " s; the connection is made anew.");
        }
    }

    private LogHead ask() throws SQLException {
        if (connection == null) {
            connection = SourceConnection.open(source, PATIENCE);
        }
        return LogHead.ask(connection);
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
