package shopstream.recommender.outputs;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.rows.Row;
import shopstream.recommender.declared.CustomerTable;
import shopstream.recommender.learning.TopicPast;

/**
 * The details of customers, as the log holds their rows now. They are read for each delivery: a delivery has time, and memory for
 * all customers is better spent otherwise.
 */
public final class CustomerRows {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerRows.class);

    private final LogAddress log;
    private final String topic;
    private final CustomerTable table;

    /** @param topic of the rows */
    public CustomerRows(LogAddress log, String topic, CustomerTable table) {
        this.log = log;
        this.topic = topic;
        this.table = table;
    }

    /** Of these customers; who has no row is left out. Nothing is read where no detail is declared. */
    public Map<String, CustomerDetails> of(Set<String> customers) {
        Map<String, CustomerDetails> details = new HashMap<>();
        if (!table.details().columns().isEmpty() && !customers.isEmpty()) {
            try (TopicPast past = new TopicPast(log)) {
                past.newest(topic, Long.MAX_VALUE, record -> take(record, customers, details));
            }
        }
        return details;
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record, Set<String> customers, Map<String, CustomerDetails> details) {
        try {
            Optional<String> id = Row.of(record.key()).text(table.id()).filter(customers::contains);
            if (id.isPresent()) {
                if (record.value() == null) {
                    details.remove(id.get());
                } else {
                    details.put(id.get(), CustomerDetails.of(Row.of(record.value()), table.details()));
                }
            }
        } catch (IOException foreign) {
            LOG.warn("A record of {} is passed over: {}", topic, foreign.getMessage());
        }
    }
}
