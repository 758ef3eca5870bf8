package shopstream.ingestion.database;

import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;

/** How Debezium is told to read PostgreSQL: what the contracts name, through a slot and a publication that are there. */
final class PostgresSettings {
    private PostgresSettings() {}

    static Properties of(DatabaseSource source, Collection<Contract> contracts, LogAddress log, long run) {
        Properties settings = new Properties();
        settings.setProperty("name", source.name());
        settings.setProperty("connector.class", source.kind().connector());
        settings.setProperty("topic.prefix", source.name());
        connection(settings, source);
        selection(settings, source, contracts);
        ConnectorSettings.offsets(settings, source, log);
        settings.setProperty("tombstones.on.delete", "false");
        // As text: the other modes end the stream at the first NaN.
        settings.setProperty("decimal.handling.mode", "string");
        settings.setProperty("time.precision.mode", "adaptive_time_microseconds");
        settings.setProperty("unavailable.value.placeholder", PostgresValues.UNCHANGED);
        settings.setProperty("converters", "padded");
        settings.setProperty("padded.type", PaddedText.class.getName());
        settings.setProperty("skipped.operations", "none");
        settings.setProperty("event.processing.failure.handling.mode", "fail");
        settings.setProperty("provide.transaction.metadata", "true");
        // Neither rows nor definitions: without a place to go on from, the slot's own is taken.
        settings.setProperty("snapshot.mode", "configuration_based");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.data", "false");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.schema", "false");
        settings.setProperty("snapshot.mode.configuration.based.start.stream", "true");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.on.schema.error", "false");
        settings.setProperty("snapshot.mode.configuration.based.snapshot.on.data.error", "false");
        settings.setProperty("custom.metric.tags", "run=" + run);
        ConnectorSettings.pace(settings);
        return settings;
    }

    private static void connection(Properties settings, DatabaseSource source) {
        settings.setProperty("database.hostname", source.host().replaceAll("[\\[\\]]", ""));
        settings.setProperty("database.port", Integer.toString(source.port()));
        settings.setProperty("database.dbname", source.database());
        settings.setProperty("database.user", source.user());
        settings.setProperty("database.password", source.password());
        source.options().tell(settings, source.kind());
        // No lock of ours waits behind somebody else's and blocks whoever comes after it.
        settings.setProperty("database.initial.statements", "SET lock_timeout = '5s'");
        settings.setProperty("database.query.timeout.ms", "0");
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", source.serverObjects().slot());
        settings.setProperty("slot.drop.on.stop", "false");
        settings.setProperty("slot.max.retries", "0");
        settings.setProperty("publication.name", source.serverObjects().publication());
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("lsn.flush.mode", "connector");
        settings.setProperty("message.prefix.include.list", LogicalMessages.PREFIX);
        settings.setProperty("status.update.interval.ms", "1000");
        settings.setProperty("heartbeat.interval.ms", "100");
        settings.setProperty("errors.max.retries", "0");
    }

    private static void selection(Properties settings, DatabaseSource source, Collection<Contract> contracts) {
        settings.setProperty(
                "table.include.list",
                contracts.stream()
                        .map(contract -> literal(TableName.of(source, contract)))
                        .collect(Collectors.joining(",")));
        settings.setProperty(
                "column.include.list",
                contracts.stream()
                        .flatMap(contract -> contract.columns().stream()
                                .map(column -> literal(TableName.of(source, contract)) + "\\."
                                        + ConnectorSettings.literal(column.physicalName())))
                        .collect(Collectors.joining(",")));
    }

    private static String literal(TableName table) {
        return ConnectorSettings.literal(table.schema()) + "\\." + ConnectorSettings.literal(table.table());
    }
}
