package shopstream.recommender.learning;

import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.recommender.declared.ProductTable;

/**
 * What a process that trains is told: in one line of JSON, which is why what is missing is null here.
 *
 * @param bootstrapServers of the log
 * @param client settings of every Kafka client
 * @param events the topic of what visitors did; null where nobody tells it
 * @param sales null where no mart says what was sold, or not yet
 * @param folder for the version, which is there already
 * @param before the file of the model in use; null where none is
 * @param beforeVersion which one that is
 * @param threads how many may be used
 */
record TrainingOrder(
        String version,
        String bootstrapServers,
        Map<String, String> client,
        String events,
        Products products,
        Sales sales,
        String folder,
        String before,
        String beforeVersion,
        int threads,
        long seed) {

    /**
     * The topic of the products, and its columns.
     *
     * @param category null where no column says it, as {@code brand}
     */
    record Products(String topic, String id, String name, String category, String brand) {
        static Products of(String topic, ProductTable table) {
            return new Products(
                    topic,
                    table.id(),
                    table.name(),
                    table.category().orElse(null),
                    table.brand().orElse(null));
        }

        ProductTable table() {
            return new ProductTable(
                    topic,
                    id,
                    name,
                    Optional.ofNullable(category),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(brand),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** The topic of what was sold, and its columns. @param counts null where every row is a sale */
    record Sales(String topic, String order, String customer, String product, String time, String counts) {
        static Sales of(String topic, PurchaseMart mart) {
            return new Sales(
                    topic,
                    mart.order(),
                    mart.customer(),
                    mart.product(),
                    mart.time(),
                    mart.counts().orElse(null));
        }

        PurchaseMart mart() {
            return new PurchaseMart(
                    topic,
                    order,
                    customer,
                    product,
                    time,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(counts));
        }
    }

    LogAddress log() {
        return new LogAddress(bootstrapServers, client, "", (short) 1);
    }
}
