package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Who begins under a name that was used before has read nothing yet. */
class JobGroupsIT extends LogOnABroker {
    private static final TopicPartition PLACE = new TopicPartition("somewhere", 0);

    @Test
    void whatAnEditionThatIsGoneHadReadIsForgotten() {
        try (Topics topics = new Topics(address)) {
            topics.ensureKeyed(PLACE.topic(), 1);
        }
        String gone = address.names().jobGroup("sales", "1a");
        String kept = address.names().jobGroup("sales", "1a-2");
        String another = "another" + gone;
        for (String group : List.of(gone, kept, another)) {
            commit(group, 7);
        }
        JobGroups.forgetAllBut(address, List.of(kept));
        assertThat(committed(gone)).isEmpty();
        assertThat(committed(kept)).containsEntry(PLACE, 7L);
        assertThat(committed(another)).containsEntry(PLACE, 7L);
        JobGroups.forget(address, kept);
        JobGroups.forget(address, kept);
        assertThat(committed(kept)).isEmpty();
    }

    private void commit(String group, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                address.client(Map.of("group.id", group)), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.commitSync(Map.of(PLACE, new OffsetAndMetadata(offset)));
        }
    }

    private Map<TopicPartition, Long> committed(String group) {
        try (LogOffsets offsets = new LogOffsets(address)) {
            return offsets.committed(Set.of(group)).getOrDefault(group, Map.of());
        }
    }
}
