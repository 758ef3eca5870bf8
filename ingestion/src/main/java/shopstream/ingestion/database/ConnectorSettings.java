package shopstream.ingestion.database;

import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;

/** How Debezium is told to read: what the contracts name, and nothing that disturbs the source. */
final class ConnectorSettings {
    private ConnectorSettings() {}

    /**
     * @param mode of Debezium's snapshot, which reads definitions and never rows
     * @param run part of the name of Debezium's metrics, so that an earlier run's are never taken for this one's
     */
    static Properties of(DatabaseSource source, Collection<Contract> contracts, LogAddress log, String mode, long run) {
        Properties settings = new Properties();
        settings.setProperty("name", source.name());
        settings.setProperty("connector.class", source.kind().connector());
        settings.setProperty("topic.prefix", source.name());
        connection(settings, source);
        selection(settings, source, contracts);
        storage(settings, source, log);
        // Rows, not metadata, and each kind of value in its most exact form.
        settings.setProperty("tombstones.on.delete", "false");
        settings.setProperty("decimal.handling.mode", "precise");
        settings.setProperty("bigint.unsigned.handling.mode", "precise");
        settings.setProperty("time.precision.mode", "adaptive_time_microseconds");
        settings.setProperty("converters", "zeros,uuids");
        settings.setProperty("zeros.type", ZeroDates.class.getName());
        settings.setProperty("uuids.type", StoredUuids.class.getName());
        settings.setProperty("skipped.operations", "none");
        settings.setProperty("include.schema.changes", "true");
        settings.setProperty("event.processing.failure.handling.mode", "fail");
        settings.setProperty("inconsistent.schema.handling.mode", "fail");
        settings.setProperty("snapshot.mode", mode);
        settings.setProperty("snapshot.locking.mode", "none");
        settings.setProperty("snapshot.lock.timeout.ms", "5000");
        settings.setProperty("custom.metric.tags", "run=" + run);
        pace(settings);
        return settings;
    }

    private static void connection(Properties settings, DatabaseSource source) {
        settings.setProperty("database.hostname", source.host().replaceAll("[\\[\\]]", ""));
        settings.setProperty("database.port", Integer.toString(source.port()));
        settings.setProperty("database.user", source.user());
        settings.setProperty("database.password", source.password());
        source.options().tell(settings, source.kind());
        settings.setProperty("database.server.id", Integer.toString(serverId(source)));
        settings.setProperty("database.query.timeout.ms", "0");
        // No lock waits behind somebody else's long transaction and blocks whoever comes after it.
        settings.setProperty("driver.sessionVariables", "lock_wait_timeout=5");
        settings.setProperty("connect.timeout.ms", "10000");
        // The server's own heartbeats tell how far its log has come although nothing that we follow changes. Lost
        // connections show by their absence, so the client's keep-alive thread, which also reconnects while we are
        // merely busy, stays off.
        settings.setProperty("connect.keep.alive", "false");
        settings.setProperty("connect.keep.alive.interval.ms", "400");
        settings.setProperty("heartbeat.interval.ms", "5");
        settings.setProperty("errors.max.retries", "0");
    }

    private static void selection(Properties settings, DatabaseSource source, Collection<Contract> contracts) {
        settings.setProperty("database.include.list", literal(source.database()));
        settings.setProperty(
                "table.include.list",
                contracts.stream()
                        .map(contract -> literal(source.database() + "." + contract.physicalName()))
                        .collect(Collectors.joining(",")));
        settings.setProperty(
                "column.include.list",
                contracts.stream()
                        .flatMap(contract -> contract.columns().stream()
                                .map(column -> literal(source.database() + "." + contract.physicalName() + "."
                                        + column.physicalName())))
                        .collect(Collectors.joining(",")));
        settings.setProperty("schema.history.internal.store.only.captured.tables.ddl", "true");
        settings.setProperty("schema.history.internal.store.only.captured.databases.ddl", "true");
        settings.setProperty("schema.history.internal.skip.unparseable.ddl", "true");
    }

    private static void storage(Properties settings, DatabaseSource source, LogAddress log) {
        String topics = log.prefix() + "." + source.name();
        offsets(settings, source, log);
        log.clientProperties().forEach((name, value) -> {
            settings.setProperty("schema.history.internal.producer." + name, value);
            settings.setProperty("schema.history.internal.consumer." + name, value);
        });
        settings.setProperty("schema.history.internal", "io.debezium.storage.kafka.history.KafkaSchemaHistory");
        settings.setProperty("schema.history.internal.kafka.bootstrap.servers", log.bootstrapServers());
        settings.setProperty("schema.history.internal.kafka.topic", log.names().schemaHistory(source.name()));
        settings.setProperty("schema.history.internal.kafka.recovery.poll.interval.ms", "100");
        settings.setProperty("schema.history.internal.name", topics);
    }

    /** Where Debezium keeps the place to go on from. */
    static void offsets(Properties settings, DatabaseSource source, LogAddress log) {
        log.clientProperties().forEach(settings::setProperty);
        settings.setProperty("bootstrap.servers", log.bootstrapServers());
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.KafkaOffsetBackingStore");
        settings.setProperty("offset.storage.topic", log.names().captureOffsets(source.name()));
        settings.setProperty("offset.storage.partitions", "1");
        settings.setProperty("offset.storage.replication.factor", Short.toString(log.replication()));
        settings.setProperty("offset.flush.interval.ms", "1000");
    }

    static void pace(Properties settings) {
        // Changes are handed on so often, which on a busy database is many at once; each time costs a write to the log.
        settings.setProperty("poll.interval.ms", "20");
        settings.setProperty("max.batch.size", "8192");
        settings.setProperty("max.queue.size", "32768");
    }

    /** A replica needs a number that no other replica has; the same source under the same name keeps its own. */
    private static int serverId(DatabaseSource source) {
        return 100_000_000 + Math.floorMod((source.name() + source.database()).hashCode(), 900_000_000);
    }

    static String literal(String name) {
        return name.replaceAll("([.$*+?()\\[\\]{}|^\\\\])", "\\\\$1");
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
