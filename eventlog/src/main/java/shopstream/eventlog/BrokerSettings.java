package shopstream.eventlog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How the embedded broker is set: one node, its own controller, quick to start again after a crash. */
final class BrokerSettings {
    /** Longer than any stop that is resumed: a transaction that the broker times out is lost rows. */
    private static final Duration TRANSACTIONS_KEPT = Duration.ofDays(8);

    private BrokerSettings() {}

    static Map<String, String> of(Path logs, BrokerPorts ports) {
        Map<String, String> settings = new HashMap<>();
        network(settings, ports);
        quorum(settings, ports);
        topics(settings);
        memory(settings);
        settings.put("log.dirs", logs.toString());
        return settings;
    }

    private static void network(Map<String, String> settings, BrokerPorts ports) {
        settings.put(
                "listeners", "BROKER://127.0.0.1:" + ports.broker() + ",CONTROLLER://127.0.0.1:" + ports.controller());
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + ports.broker());
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
    }

    private static void quorum(Map<String, String> settings, BrokerPorts ports) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(EmbeddedBroker.NODE));
        settings.put("controller.quorum.voters", EmbeddedBroker.NODE + "@127.0.0.1:" + ports.controller());
        // After a kill the controller waits until the dead broker's session is over. But a live broker whose heartbeats
        // are late by more than this, on an overloaded machine, has all its partitions taken offline: then everything
        // is
        // loaded again, which is more load.
        settings.put("broker.session.timeout.ms", "4000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void topics(Map<String, String> settings) {
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.max.timeout.ms", Long.toString(TRANSACTIONS_KEPT.toMillis()));
        settings.put(
                "transactional.id.expiration.ms",
                Long.toString(TRANSACTIONS_KEPT.plusDays(1).toMillis()));
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("log.retention.ms", "-1");
        settings.put("min.insync.replicas", "1");
        // By what was noted there, records that a power cut took are missed: the later it is noted, the fewer.
        settings.put("replica.high.watermark.checkpoint.interval.ms", "1000");
    }

    /** The defaults are those of a server that has a machine to itself. */
    private static void memory(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(32 << 20));
        settings.put("log.segment.bytes", Integer.toString(256 << 20));
        settings.put("log.index.size.max.bytes", Integer.toString(2 << 20));
        settings.put("metric.reporters", "");
    }
}
