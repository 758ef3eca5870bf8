package shopstream.eventlog;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process, in KRaft mode: one node that keeps everything below one directory and listens on
 * 127.0.0.1 only. Starts in 2 to 4 s, also after a kill.
 */
public final class EmbeddedBroker implements AutoCloseable {
    static final int NODE = 1;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration PATIENCE_AFTER_FAULT = Duration.ofSeconds(10);

    /** Of this process, as the way out is that Kafka is given for a fault. Ends with the reason. */
    private static final AtomicReference<CompletableFuture<String>> FAILURE =
            new AtomicReference<>(new CompletableFuture<>());

    private final KafkaRaftServer server;
    private final FileChannel lock;
    private final BrokerPorts ports;
    private final SegmentSizes sizes;
    private final NotedEnds noted;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(
            KafkaRaftServer server, FileChannel lock, BrokerPorts ports, SegmentSizes sizes, NotedEnds noted) {
        this.server = server;
        this.lock = lock;
        this.ports = ports;
        this.sizes = sizes;
        this.noted = noted;
    }

    /**
     * Starts the broker and returns when it takes records; the directory is made and formatted when it is new.
     *
     * @throws LogFailure when the directory is in use or cannot be written
     */
    public static EmbeddedBroker start(Path directory) {
        FileChannel lock = locked(directory);
        try {
            keepTheProcessAlive();
            BrokerPorts ports = BrokerPorts.keptIn(directory.resolve("ports.properties"));
            Path logs = directory.resolve("topics").toAbsolutePath();
            format(logs, directory.resolve("cluster-id"));
            SegmentSizes sizes = new SegmentSizes(logs, directory.resolve("segment-sizes"));
            sizes.distrustWhatIsShorter();
            NotedEnds noted = NotedEnds.in(logs);
            // Of one that this process had before, in another directory or on a disk that has space again.
            FAILURE.set(new CompletableFuture<>());
            KafkaRaftServer server =
                    new KafkaRaftServer(KafkaConfig.fromProps(properties(logs, ports), false), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException failed) {
                server.shutdown();
                throw failed;
            }
            return new EmbeddedBroker(server, lock, ports, sizes, noted);
        } catch (LogFailure known) {
            release(lock);
            throw known;
        } catch (Exception failed) {
            release(lock);
            throw new LogFailure(
                    "The event log in " + directory + " does not start: " + failed.getMessage()
                            + ". Check the free space and the permissions there.",
                    failed);
        }
    }

    /** Where clients find it, as {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.broker();
    }

    /** Up to where its partitions were known to be written before this start. */
    public NotedEnds noted() {
        return noted;
    }

    /** Completes with the reason when the broker has failed, as on a full disk; it does not come back by itself. */
    public CompletionStage<String> failure() {
        return FAILURE.get().minimalCompletionStage();
    }

    /** Stops cleanly: what is not yet on disk is written. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                if (FAILURE.get().isDone()) {
                    shutDownWithinPatience();
                } else {
                    server.shutdown();
                    server.awaitShutdown();
                    sizes.note();
                }
            } finally {
                release(lock);
            }
        }
    }

    /** After a fault Kafka waits for minutes for a part of it that is gone; what is durable is durable already. */
    private void shutDownWithinPatience() {
        Thread shutdown = new Thread(server::shutdown, "broker-shutdown");
        shutdown.setDaemon(true);
        shutdown.start();
        try {
            shutdown.join(PATIENCE_AFTER_FAULT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static FileChannel locked(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new LogFailure("The event log's directory " + directory
                        + " is in use by another Shopstream. Stop that one, or choose another data directory.");
            }
            return channel;
        } catch (IOException unwritable) {
            throw new LogFailure(
                    "The event log's directory " + directory + " cannot be written: " + unwritable.getMessage()
                            + ". Check its permissions, or choose another data directory.",
                    unwritable);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException unreleased) {
            LOG.warn("The event log's lock was not released: {}", unreleased.getMessage());
        }
    }

    /** Kafka ends the whole process on a fatal fault; here that is one part of it, and the others must hear of it. */
    private static void keepTheProcessAlive() {
        Exit.Procedure refuse = (status, message) -> {
            // Kafka says nothing where its directory has failed, which it has told its log already.
            String why = message == null ? "its directory cannot be written, as when the disk is full" : message;
            FAILURE.get().complete(why);
            LOG.error("The event log's broker failed with status {}: {}", status, why);
            throw new LogFailure("The event log's broker failed: " + why
                    + ". The lines before this one tell more; start the program again when it is mended.");
        };
        Exit.setExitProcedure(refuse);
        Exit.setHaltProcedure(refuse);
    }

    private static Properties properties(Path logs, BrokerPorts ports) {
        Properties properties = new Properties();
        properties.putAll(BrokerSettings.of(logs, ports));
        return properties;
    }

    private static void format(Path logs, Path clusterIdFile) throws Exception {
        if (!Files.exists(clusterIdFile)) {
            Files.writeString(clusterIdFile, Uuid.randomUuid().toString());
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
                .setClusterId(Files.readString(clusterIdFile).strip())
                .setNodeId(NODE)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setIgnoreFormatted(true)
                .run();
    }
}
