package shopstream.ingestion.database;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;

/**
 * Debezium with the settings that capture uses, and nothing behind it: what it reads is dropped. No capture can be faster;
 * a benchmark holds the platform against it. It stands beside capture because nobody else knows Debezium.
 */
public final class DebeziumAlone {
    private static final long PATIENCE_MINUTES = 15;

    private final DatabaseSource source;
    private final List<Contract> contracts;
    private final Path directory;

    /** @param seconds from the first to the last of the rows */
    public record Reading(long rows, double seconds) {
        public double rowsPerSecond() {
            return rows / seconds;
        }
    }

    /** @param directory where it remembers its place; its own */
    public DebeziumAlone(DatabaseSource source, List<Contract> contracts, Path directory) {
        this.source = source;
        this.contracts = List.copyOf(contracts);
        this.directory = directory;
    }

    /** Reads all rows once; connecting and reading the schema are counted. */
    public Reading snapshot() throws InterruptedException {
        Count count = new Count();
        long begun = System.nanoTime();
        run("initial", record -> count.add(record, begun) && isLastOfSnapshot(record));
        return count.reading();
    }

    /** Remembers where the database's log ends now, for {@link #changes}. */
    public void standAtTheEnd() throws InterruptedException {
        // Until a record comes from the log itself: a place kept before that would be looked for anew.
        run("no_data", record -> !record.sourceOffset().containsKey("snapshot"));
    }

    /** Reads that many changed rows from where it stood; what comes before the first of them is not counted. */
    public Reading changes(long rows) throws InterruptedException {
        Count count = new Count();
        run("no_data", record -> count.add(record, 0) && count.rows >= rows);
        return count.reading();
    }

    /** Runs until a record is the last one wanted. */
    private void run(String snapshotMode, Predicate<SourceRecord> last) throws InterruptedException {
        AtomicReference<String> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine = DebeziumEngine.create(Connect.class)
                .using(settings(snapshotMode))
                .using((success, message, error) -> {
                    if (!success) {
                        failure.set(message);
                    }
                    done.countDown();
                })
                .notifying((records, committer) -> {
                    for (ChangeEvent<SourceRecord, SourceRecord> record : records) {
                        if (done.getCount() > 0 && last.test(record.value())) {
                            done.countDown();
                        }
                        committer.markProcessed(record);
                    }
                    committer.markBatchFinished();
                })
                .build();
        Thread thread = new Thread(engine, "debezium-alone");
        thread.setDaemon(true);
        thread.start();
        boolean ended = done.await(PATIENCE_MINUTES, TimeUnit.MINUTES);
        try {
            engine.close();
        } catch (IOException | IllegalStateException e) {
            failure.compareAndSet(null, e.getMessage());
        }
        thread.join(TimeUnit.MINUTES.toMillis(1));
        if (!ended || failure.get() != null) {
            throw new IllegalStateException("Debezium alone did not read " + source + " to the end: "
                    + (failure.get() == null ? "a quarter of an hour was not enough" : failure.get()));
        }
    }

    private Properties settings(String snapshotMode) {
        LogAddress nowhere = new LogAddress("127.0.0.1:1", Map.of(), "alone", (short) 1);
        Properties settings = ConnectorSettings.of(source, contracts, nowhere, snapshotMode, System.nanoTime());
        // The place is kept in files, so that no broker takes part.
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        settings.setProperty(
                "offset.storage.file.filename", directory.resolve("offsets").toString());
        settings.setProperty("schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory");
        settings.setProperty(
                "schema.history.internal.file.filename",
                directory.resolve("schema-history").toString());
        // Its own snapshot, which capture does without, at its best.
        settings.setProperty("snapshot.fetch.size", "20000");
        settings.setProperty("snapshot.max.threads", "1");
        // Beside capture's own number, should that still be known to the server.
        int number = Integer.parseInt(settings.getProperty("database.server.id"));
        settings.setProperty("database.server.id", Integer.toString(number + 1));
        return settings;
    }

    private static boolean isLastOfSnapshot(SourceRecord record) {
        return "last".equals(((Struct) record.value()).getStruct("source").getString("snapshot"));
    }

    private static final class Count {
        private long rows;
        private long begun;
        private long ended;

        /** Counts a record that is a row. @return whether it was one */
        boolean add(SourceRecord record, long since) {
            if (!(record.value() instanceof Struct value) || value.schema().field("op") == null) {
                return false;
            }
            long now = System.nanoTime();
            begun = rows == 0 ? (since == 0 ? now : since) : begun;
            ended = now;
            rows++;
            return true;
        }

        Reading reading() {
            return new Reading(rows, (ended - begun) / 1e9);
        }
    }
}
