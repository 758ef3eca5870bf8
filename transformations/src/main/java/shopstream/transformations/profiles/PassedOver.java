package shopstream.transformations.profiles;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of which nothing can be read: the first is told, so that a million of them do not fill the disk. For one thread. */
final class PassedOver {
    private static final Logger LOG = LoggerFactory.getLogger(PassedOver.class);

    private long records;

    void add(ConsumerRecord<byte[], byte[]> record, Exception why) {
        if (records++ == 0) {
            LOG.warn(
                    "Record {} of partition {} of {} is in no profile: {}",
                    record.offset(),
                    record.partition(),
                    record.topic(),
                    why.getMessage());
        }
    }
}
