package shopstream.warehouse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import shopstream.eventlog.DeclaredMart;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.MartCatalog;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.MartEdition;
import shopstream.eventlog.MartEdition.Role;
import shopstream.eventlog.RunHeader;
import shopstream.eventlog.Topics;

/** A real log, written to as the models' jobs do: mart records in transactions, marks, committed input offsets. */
public final class SampleLog implements AutoCloseable {

    /** The one topic that all sample marts read. */
    public static final String INPUT = "test.shop.orders";

    private final EmbeddedBroker broker;
    private final LogAddress address;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> plain;
    private final KafkaProducer<byte[], byte[]> transactional;

    public SampleLog(Path directory) {
        broker = EmbeddedBroker.start(directory);
        address = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
        admin = Admin.create(address.client(Map.of()));
        plain = new KafkaProducer<>(address.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
        transactional = new KafkaProducer<>(
                address.client(Map.of("transactional.id", "model", "linger.ms", 0)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        transactional.initTransactions();
        try (var topics = new Topics(address)) {
            topics.ensureKeyed(INPUT, 1);
            topics.ensureInternal(address.names().progress());
        }
    }

    public LogAddress address() {
        return address;
    }

    /** Creates the mart's topic and says that it is there: as the current edition, or as one built beside it. */
    public void declare(MartDeclaration mart) {
        try (var topics = new Topics(address)) {
            topics.ensureKeyed(mart.topic(), 2);
        }
        change(
                mart.name(),
                known -> known.with(new MartEdition(
                        mart,
                        known.current().isEmpty() ? Role.CURRENT : Role.BUILDING,
                        Instant.now(),
                        null,
                        null,
                        null)));
    }

    /** Changes what the catalog has of a mart. */
    public void change(String mart, UnaryOperator<DeclaredMart> change) {
        try (var catalog = new MartCatalog(address)) {
            DeclaredMart known = catalog.all().stream()
                    .filter(one -> one.name().equals(mart))
                    .findFirst()
                    .orElse(new DeclaredMart(mart, List.of()));
            catalog.publish(change.apply(known));
        }
    }

    /** The topic that a warehouse has noted as the one it shows of a mart. */
    public String shown(String mart) {
        try (var catalog = new MartCatalog(address)) {
            return catalog.shown().get(mart);
        }
    }

    public void delete(String topic) {
        try (var topics = new Topics(address)) {
            topics.delete(List.of(topic));
        }
    }

    public void begin() {
        transactional.beginTransaction();
    }

    public void put(MartDeclaration mart, byte[] key, byte[] value) {
        transactional.send(new ProducerRecord<>(mart.topic(), key, value));
    }

    /** As one run of a job writes it, told apart from the next. */
    public void put(MartDeclaration mart, long run, byte[] key, byte[] value) {
        var record = new ProducerRecord<>(mart.topic(), key, value);
        RunHeader.put(record.headers(), run);
        transactional.send(record);
    }

    public void abort() {
        transactional.abortTransaction();
    }

    public void flush() {
        transactional.flush();
    }

    public void commit() {
        transactional.commitTransaction();
    }

    /** Says that everything the source committed until then stands before this offset of the input. */
    public void mark(Instant sourceTime, long inputOffset) {
        String mark = "{\"source\":\"shop\",\"sourceTime\":\"" + sourceTime + "\",\"writtenAt\":\"" + sourceTime
                + "\",\"state\":\"streaming\",\"endOffsets\":{\"" + INPUT + "\":[" + inputOffset
                + "]},\"counts\":{},\"lastChangeSeen\":null}";
        plain.send(new ProducerRecord<>(
                address.names().progress(),
                "shop".getBytes(StandardCharsets.UTF_8),
                mark.getBytes(StandardCharsets.UTF_8)));
        plain.flush();
    }

    /** Appends records to the input, that only count. */
    public void input(int records) {
        for (int i = 0; i < records; i++) {
            plain.send(
                    new ProducerRecord<>(INPUT, ("key" + i).getBytes(StandardCharsets.UTF_8), new byte[] {'{', '}'}));
        }
        plain.flush();
    }

    /** Says that the mart's job has read its input up to this offset. */
    public void read(MartDeclaration mart, long inputOffset) throws ExecutionException, InterruptedException {
        admin.alterConsumerGroupOffsets(
                        mart.jobGroup(), Map.of(new TopicPartition(INPUT, 0), new OffsetAndMetadata(inputOffset)))
                .all()
                .get();
    }

    /** Marks, and says that every one of these marts' jobs has come that far. */
    public void complete(List<MartDeclaration> marts, Instant sourceTime, long inputOffset)
            throws ExecutionException, InterruptedException {
        mark(sourceTime, inputOffset);
        for (MartDeclaration mart : marts) {
            read(mart, inputOffset);
        }
    }

    @Override
    public void close() {
        transactional.close();
        plain.close();
        admin.close();
        broker.close();
    }
}
