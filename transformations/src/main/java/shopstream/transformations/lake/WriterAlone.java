package shopstream.transformations.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.io.TaskWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;
import shopstream.lake.HistorySchema;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;

/**
 * Iceberg's own Parquet writer with the rows of a history that are in memory already: no log, no reading of records, no
 * commit, one thread. A benchmark holds the job that writes the lake against it.
 */
public final class WriterAlone {
    private static final int IN_MEMORY = 50_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private WriterAlone() {}

    /**
     * Writes the newest records of a dataset's topic, again and again.
     *
     * @param address of a lake of its own
     * @param contract that is marked for the lake, of a dataset whose topic has records
     * @return rows a second, from the first to the closed file
     */
    public static double rowsPerSecond(
            LakeAddress address, LogAddress log, String source, Contract contract, int rows) {
        try (Lake lake = Lake.open(address)) {
            lake.history(contract);
            Catalog catalog = address.open();
            Table table = catalog.loadTable(Lake.history(contract.dataset()));
            RowType type = FlinkSchemaUtil.convert(table.schema());
            List<RowData> inMemory = rows(log, source, contract, type);
            RowDataTaskWriterFactory factory = new RowDataTaskWriterFactory(
                    table,
                    type,
                    TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT,
                    FileFormat.PARQUET,
                    Map.copyOf(table.properties()),
                    null,
                    false);
            factory.initialize(0, 0);
            long begun = System.nanoTime();
            try (TaskWriter<RowData> writer = factory.create()) {
                for (int i = 0; i < rows; i++) {
                    writer.write(inMemory.get(i % inMemory.size()));
                }
                writer.complete();
            }
            return rows / ((System.nanoTime() - begun) / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + contract.dataset() + " cannot be written", e);
        }
    }

    /** What reading records asks of the job around it, where there is none. */
    private static final class WithoutJob implements DeserializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return UnregisteredMetricsGroup.createOperatorMetricGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(WriterAlone.class.getClassLoader());
        }
    }

    private static List<RowData> rows(LogAddress log, String source, Contract contract, RowType type)
            throws IOException {
        String topic = log.names().dataset(source, contract.dataset());
        LoggedRows logged = new LoggedRows(List.of(new LoggedTable(topic, contract, false)));
        HistoryRows history = new HistoryRows(
                type,
                HistorySchema.kept(contract).stream()
                        .map(column -> column.name())
                        .toList());
        List<RowData> rows = new ArrayList<>();
        Collector<RowData> collected = new Collector<>() {
            @Override
            public void collect(RowData row) {
                try {
                    rows.add(history.map(row));
                } catch (IOException e) {
                    throw new UncheckedIOException("A record of " + topic + " cannot be read", e);
                }
            }

            @Override
            public void close() {}
        };
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                log.client(Map.of("enable.metrics.push", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            history.open(new WithoutJob());
            while (rows.size() < IN_MEMORY
                    && consumer.position(partition)
                            < consumer.endOffsets(List.of(partition)).get(partition)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    logged.deserialize(record, collected);
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalStateException("The topic " + topic + " has no records to write");
        }
        return rows;
    }
}
