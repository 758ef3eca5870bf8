package shopstream.eventlog;

import static org.awaitility.Awaitility.await;
import static shopstream.eventlog.Fixture.SOURCE;
import static shopstream.eventlog.Fixture.contract;
import static shopstream.eventlog.Fixture.streamed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;

/** A mart whose job has read as far as a test says, and the claims that are made of it. */
abstract class FollowedMart extends LogOnABroker {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    MartDeclaration mart;
    EventLog log;
    Completeness completeness;
    long appended;

    @BeforeEach
    void follow() {
        TopicNames names = address.names();
        mart = new MartDeclaration(
                "lines",
                names.mart("lines", "f1"),
                names.jobGroup("lines", "f1"),
                List.of(names.dataset(SOURCE, "items"), names.dataset(SOURCE, "others")),
                List.of(new MartColumn("id", "BIGINT", "")),
                List.of("id"),
                List.of(),
                "f1",
                "",
                "exactly-once");
        try (Topics topics = new Topics(address)) {
            topics.ensureKeyed(mart.topic(), 2);
        }
        log = open();
        completeness = new Completeness(address);
    }

    @AfterEach
    void close() {
        completeness.close();
        log.close();
    }

    void append(String dataset, long id, Instant committed) {
        Origin origin = new Origin(SOURCE, streamed(++appended), committed, Operation.UPDATE, "", dataset);
        log.append(new ContractCheck(contract(dataset), ZoneOffset.UTC)
                .check(Map.of("id", id, "price", appended), origin));
    }

    void markAndAwait(Instant sourceTime) {
        log.mark(sourceTime, "streaming");
        await().atMost(Duration.ofSeconds(90))
                .until(() -> completeness
                        .newestMark(SOURCE)
                        .filter(mark -> sourceTime.equals(mark.sourceTime()))
                        .isPresent());
    }

    void commitAll() {
        log.flush();
        commit(ends());
    }

    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (TopicReader reader = new TopicReader(address)) {
            mart.inputTopics().forEach(topic -> ends.putAll(reader.ends(reader.partitions(topic))));
        }
        return ends;
    }

    void commit(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        try (Admin admin = Admin.create(address.client(Map.of()))) {
            admin.alterConsumerGroupOffsets(mart.jobGroup(), commits)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }
}
