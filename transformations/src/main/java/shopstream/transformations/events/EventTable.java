package shopstream.transformations.events;

import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** Reads a stream of events from its beginning, as rows, each event once. */
final class EventTable implements ScanTableSource {
    private final String topic;
    private final Properties consumer;
    private final DataType rows;

    /**
     * @param consumer the settings of Kafka's consumer
     * @param rows the columns, by the names of {@link shopstream.transformations.model.EventColumns}
     */
    EventTable(String topic, Properties consumer, DataType rows) {
        this.topic = topic;
        this.consumer = consumer;
        this.rows = rows;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        return new Reading(context.createTypeInformation(rows));
    }

    @Override
    public DynamicTableSource copy() {
        return new EventTable(topic, consumer, rows);
    }

    @Override
    public String asSummaryString() {
        return "events of " + topic;
    }

    private final class Reading implements DataStreamScanProvider {
        private final TypeInformation<RowData> type;

        Reading(TypeInformation<RowData> type) {
            this.type = type;
        }

        @Override
        public DataStream<RowData> produceDataStream(ProviderContext provider, StreamExecutionEnvironment environment) {
            RowType columns = (RowType) rows.getLogicalType();
            return environment
                    .fromSource(kafka(columns), WatermarkStrategy.noWatermarks(), "events", type)
                    .keyBy(new Telling(columns), Types.STRING)
                    .process(new FirstTelling(columns), type)
                    .name("told once");
        }

        private KafkaSource<RowData> kafka(RowType columns) {
            return KafkaSource.<RowData>builder()
                    .setTopics(topic)
                    .setStartingOffsets(OffsetsInitializer.earliest())
                    .setProperties(consumer)
                    .setDeserializer(new EventRows(columns, type))
                    .build();
        }

        @Override
        public boolean isBounded() {
            return false;
        }
    }
}
