package shopstream.transformations.lake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;
import org.apache.kafka.common.TopicPartition;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.Topics;
import shopstream.lake.HistorySchema;
import shopstream.lake.HistoryTable;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.transformations.engine.JobSettings;
import shopstream.transformations.model.Delivery;

/**
 * The job that writes the histories of datasets and marts from the log. It begins behind what the histories hold, which their rows
 * say themselves, and not where a checkpoint was taken: so there is nothing beside the lake that could be lost or be of
 * another moment. What it has not committed when it dies is read from the log again.
 */
final class LakeGraph {
    private static final String FETCH_BYTES = Integer.toString(256 << 10);
    private static final String FETCH_MILLIS = "250";

    private static final String NAME = "lake";

    private final LakeAddress address;
    private final Lake lake;
    private final LogAddress log;
    private final List<LoggedTable> tables;

    /** @param tables that are to be kept */
    LakeGraph(LakeAddress address, Lake lake, LogAddress log, List<LoggedTable> tables) {
        this.address = address;
        this.lake = lake;
        this.log = log;
        this.tables = List.copyOf(tables);
    }

    /**
     * Makes the job as the lake is now.
     *
     * @param checkpoints where the job's own are kept
     * @param every between two commits, at most
     */
    StreamGraph graph(Path checkpoints, Duration every) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(settings(checkpoints, every));
        environment.setParallelism(1);
        Map<String, HistoryTable> histories = new LinkedHashMap<>();
        tables.forEach(table -> histories.put(table.topic(), lake.history(table.contract())));
        Map<TopicPartition, Long> held = held(histories);
        SameLog same = new SameLog(log);
        same.requireNotEndedBefore(held);
        LogTopics.ids(log, histories.keySet())
                .forEach((topic, id) -> histories.get(topic).requireWrittenFrom(id));
        tables.stream()
                .filter(table -> !table.ofMart())
                .forEach(table -> same.requireSameRecords(table.topic(), histories.get(table.topic())));
        DataStream<RowData> logged = environment
                .fromSource(kafka(beginnings(held)), WatermarkStrategy.noWatermarks(), "log")
                .uid("log");
        for (int number = 0; number < tables.size(); number++) {
            LoggedTable table = tables.get(number);
            sink(logged, number, table.contract(), histories.get(table.topic()));
        }
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(NAME);
        return graph;
    }

    private static Configuration settings(Path checkpoints, Duration every) {
        Configuration settings = JobSettings.job(checkpoints, Delivery.EXACTLY_ONCE);
        settings.setString("state.backend.type", "hashmap");
        settings.setString("execution.checkpointing.incremental", "false");
        settings.setString("execution.checkpointing.interval", every.toMillis() + " ms");
        return settings;
    }

    private static Map<TopicPartition, Long> held(Map<String, HistoryTable> histories) {
        Map<TopicPartition, Long> held = new HashMap<>();
        histories.forEach((topic, history) ->
                history.held().forEach((partition, offset) -> held.put(new TopicPartition(topic, partition), offset)));
        return held;
    }

    /**
     * Where each partition is read from. None may be left out: it would be read from where the group has said to be, whose rows are in
     * another lake, or died before they were in this one.
     */
    private Map<TopicPartition, Long> beginnings(Map<TopicPartition, Long> held) {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        try (Topics topics = new Topics(log)) {
            for (LoggedTable table : tables) {
                int partitions = topics.partitions(table.topic())
                        .orElseThrow(() -> new IllegalStateException("The log has no topic " + table.topic()));
                for (int number = 0; number < partitions; number++) {
                    TopicPartition partition = new TopicPartition(table.topic(), number);
                    beginnings.put(partition, held.getOrDefault(partition, KafkaPartitionSplit.EARLIEST_OFFSET));
                }
            }
        }
        return beginnings;
    }

    private KafkaSource<RowData> kafka(Map<TopicPartition, Long> beginnings) {
        Properties properties = new Properties();
        properties.putAll(log.clientProperties());
        properties.put("commit.offsets.on.checkpoint", "true");
        // Marts are written in transactions: of one that is aborted nothing is kept.
        properties.put("isolation.level", "read_committed");
        // Commits lie a minute apart: an answer for each record that comes takes processor time from who is in a hurry.
        properties.put("fetch.min.bytes", FETCH_BYTES);
        properties.put("fetch.max.wait.ms", FETCH_MILLIS);
        // Whoever looks for new partitions falls over a topic that is gone, as that of an edition that has expired.
        properties.put("partition.discovery.interval.ms", "-1");
        return KafkaSource.<RowData>builder()
                .setBootstrapServers(log.bootstrapServers())
                .setTopics(tables.stream().map(LoggedTable::topic).toList())
                .setGroupId(log.names().lakeGroup())
                .setStartingOffsets(OffsetsInitializer.offsets(beginnings))
                .setDeserializer(new LoggedRows(tables))
                .setProperties(properties)
                .build();
    }

    private void sink(DataStream<RowData> logged, int number, Contract contract, HistoryTable history) {
        RowType type = FlinkSchemaUtil.convert(history.schema());
        List<String> written = new ArrayList<>();
        for (Column column : HistorySchema.kept(contract)) {
            written.add(column.name());
        }
        HistoryRows rows = new HistoryRows(type, written);
        Map<Integer, String> restoredTo = history.restoredTo();
        DataStream<RowData> changes = logged.filter(
                        row -> row.getInt(LoggedRows.DATASET) == number && LoggedRows.isBehind(row, restoredTo))
                .uid("of-" + contract.dataset())
                .map(rows)
                .returns(rows.produced())
                .uid("rows-" + contract.dataset());
        IcebergSink.forRowData(changes)
                .tableLoader(TableLoader.fromCatalog(new LakeCatalog(address), Lake.history(contract.dataset())))
                .distributionMode(DistributionMode.NONE)
                .uidSuffix(contract.dataset())
                .append();
    }
}
