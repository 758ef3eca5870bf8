package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static shopstream.eventlog.Fixture.SOURCE;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CompletenessIT extends FollowedMart {
    @Test
    void nothingIsClaimedBeforeAMarkIsReached() {
        assertThat(completeness.claim(mart)).isEmpty();
        append("items", 1, START);
        markAndAwait(START.plusSeconds(1));
        assertThat(completeness.claim(mart)).isEmpty();
        commitAll();
        assertThat(completeness.claim(mart)).get().satisfies(claim -> {
            assertThat(claim.completeTo()).isEqualTo(START.plusSeconds(1));
            assertThat(claim.martOffsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
        });
    }

    @Test
    void aWithheldTopicWithholdsTheClaimAlthoughEveryOtherHasBeenRead() {
        append("items", 1, START);
        append("others", 1, START);
        markAndAwait(START.plusSeconds(1));
        commitAll();
        append("items", 2, START.plusSeconds(2));
        append("others", 2, START.plusSeconds(2));
        markAndAwait(START.plusSeconds(3));
        Map<TopicPartition, Long> ends = ends();
        ends.keySet().removeIf(partition -> partition.topic().endsWith("others"));
        commit(ends);
        assertThat(completeness.claim(mart))
                .get()
                .extracting(Completeness.Claim::completeTo)
                .isEqualTo(START.plusSeconds(1));
        commitAll();
        assertThat(completeness.claim(mart))
                .get()
                .extracting(Completeness.Claim::completeTo)
                .isEqualTo(START.plusSeconds(3));
    }

    @Test
    void anInputThatNoSourceVouchesForWithholdsTheClaim() {
        append("items", 1, START);
        markAndAwait(START.plusSeconds(1));
        commitAll();
        MartDeclaration wider = new MartDeclaration(
                "wider",
                mart.topic(),
                mart.jobGroup(),
                List.of(mart.inputTopics().get(0), address.names().dataset("elsewhere", "items")),
                mart.columns(),
                mart.key(),
                List.of(),
                "f1",
                "",
                "exactly-once");
        assertThat(completeness.claims(List.of(mart, wider))).containsOnlyKeys("lines");
    }

    @Test
    void aQuietShopGoesOnBeingComplete() {
        append("items", 1, START);
        markAndAwait(START.plusSeconds(1));
        commitAll();
        markAndAwait(START.plusSeconds(60));
        assertThat(completeness.claim(mart))
                .get()
                .extracting(Completeness.Claim::completeTo)
                .isEqualTo(START.plusSeconds(60));
    }

    @Test
    void aSnapshotUnderWayClaimsNothing() {
        append("items", 1, START);
        log.mark(null, "snapshot");
        await().until(() -> completeness.newestMark(SOURCE).isPresent());
        commitAll();
        assertThat(completeness.claim(mart)).isEmpty();
        assertThat(completeness.newestMark(SOURCE))
                .get()
                .extracting(ProgressMark::state)
                .isEqualTo("snapshot");
    }

    @Test
    void rowsInAnOpenTransactionMustBeAppliedBeforeTheClaimHolds() {
        append("items", 1, START);
        markAndAwait(START.plusSeconds(1));
        commitAll();
        try (KafkaProducer<byte[], byte[]> sink = new KafkaProducer<>(
                address.client(Map.of("transactional.id", address.prefix() + "-sink")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            sink.initTransactions();
            sink.beginTransaction();
            sink.send(new ProducerRecord<>(mart.topic(), 1, new byte[] {1}, new byte[] {1}));
            sink.flush();
            assertThat(completeness.claim(mart))
                    .get()
                    .extracting(Completeness.Claim::martOffsets)
                    .isEqualTo(Map.of(0, 0L, 1, 1L));
            sink.abortTransaction();
        }
    }

    @Test
    void aMartWithoutATopicOrAJobClaimsNothingAndHindersNobody() {
        append("items", 1, START);
        markAndAwait(START.plusSeconds(1));
        commitAll();
        MartDeclaration planned = new MartDeclaration(
                "planned",
                address.names().mart("planned", "f2"),
                mart.jobGroup(),
                mart.inputTopics(),
                mart.columns(),
                mart.key(),
                List.of(),
                "f2",
                "",
                "exactly-once");
        MartDeclaration idle = new MartDeclaration(
                "idle",
                mart.topic(),
                address.names().jobGroup("idle", "f3"),
                mart.inputTopics(),
                mart.columns(),
                mart.key(),
                List.of(),
                "f3",
                "",
                "exactly-once");
        assertThat(completeness.claims(List.of(planned, idle, mart))).containsOnlyKeys("lines");
    }

    @Test
    void marksOfBeforeARestartStillCount() {
        append("items", 1, START);
        markAndAwait(START.plusSeconds(1));
        commitAll();
        try (Completeness restarted = new Completeness(address)) {
            assertThat(restarted.claim(mart))
                    .get()
                    .extracting(Completeness.Claim::completeTo)
                    .isEqualTo(START.plusSeconds(1));
        }
    }

    @Test
    void noClaimIsEverEarlyWhateverTheJobHasRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<TopicPartition, Long> committed = new HashMap<>();
        int claims = 0;
        for (int round = 1; round <= 150; round++) {
            Instant now = START.plusSeconds(round);
            for (int i = random.nextInt(4); i > 0; i--) {
                append(random.nextBoolean() ? "items" : "others", random.nextInt(50), now);
            }
            if (random.nextInt(4) > 0) {
                log.mark(now, "streaming");
            }
            // The job reads each partition a random way on; a wake may fall in between.
            if (random.nextInt(10) == 0) {
                log.wakeSilentTopics();
            }
            log.flush();
            ends().forEach((partition, end) -> {
                long at = committed.getOrDefault(partition, 0L);
                committed.put(partition, at + (long) (random.nextDouble() * 1.3 * (end - at)));
                committed.computeIfPresent(partition, (same, offset) -> Math.min(offset, end));
            });
            commit(committed);
            var claim = completeness.claim(mart);
            if (claim.isPresent()) {
                claims++;
                assertNothingUnreadUpTo(claim.get().completeTo(), committed, seed);
            }
        }
        assertThat(claims).as("claims with seed %s", seed).isGreaterThan(10);
    }

    /** Judged by the records themselves: none committed by the source up to then lies beyond what the job has read. */
    private void assertNothingUnreadUpTo(Instant completeTo, Map<TopicPartition, Long> committed, long seed) {
        try (TopicReader reader = new TopicReader(address)) {
            for (String topic : mart.inputTopics()) {
                reader.everything(topic, record -> {
                    boolean wake = RecordHeader.text(record.headers(), RecordHeader.KIND) != null;
                    boolean due = !wake && record.timestamp() <= completeTo.toEpochMilli();
                    long read = committed.getOrDefault(new TopicPartition(topic, record.partition()), 0L);
                    assertThat(due && record.offset() >= read)
                            .as("unread %s-%s@%s, seed %s", topic, record.partition(), record.offset(), seed)
                            .isFalse();
                });
            }
        }
    }
}
