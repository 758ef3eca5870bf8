package shopstream.transformations.profiles;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import shopstream.eventlog.profiles.ProfileText.Owner;
import shopstream.transformations.profiles.Step.Kind;

/** Profiles as records of their topic. */
final class ProfileRecords implements KafkaRecordSerializationSchema<Step> {
    private static final long serialVersionUID = 1;

    private final String topic;

    ProfileRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Step profile, KafkaSinkContext context, Long timestamp) {
        Owner owner = profile.is(Kind.BROWSER_PROFILE) ? Owner.BROWSER : Owner.CUSTOMER;
        return new ProducerRecord<>(topic, owner.key(profile.id), profile.content);
    }
}
