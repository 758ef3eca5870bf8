package shopstream.transformations.events;

import java.util.ArrayList;
import java.util.List;
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
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import shopstream.transformations.model.EventColumns;

/** Reads a stream of events from its beginning, as rows, each event once. */
final class EventTable implements ScanTableSource, SupportsProjectionPushDown {
    private static final int MICROSECONDS = 6;

    private final String topic;
    private final Properties consumer;
    private DataType rows;

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
    public boolean supportsNestedProjection() {
        return false;
    }

    /** Most models want few of the many columns; what is not wanted is not even read. */
    @Override
    public void applyProjection(int[][] columns, DataType wanted) {
        rows = wanted;
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        RowType wanted = (RowType) rows.getLogicalType();
        RowType told = told(wanted);
        return new Reading(wanted, context.createTypeInformation(rows), told, context.createTypeInformation(told));
    }

    /** What is wanted, and behind it what else is needed to know what was told before. */
    private static RowType told(RowType wanted) {
        List<RowType.RowField> columns = new ArrayList<>(wanted.getFields());
        List.of(
                        new RowType.RowField(EventColumns.MESSAGE, new VarCharType(VarCharType.MAX_LENGTH)),
                        new RowType.RowField(EventColumns.PLACE, new BigIntType()),
                        new RowType.RowField(EventColumns.RECEIVED, new LocalZonedTimestampType(MICROSECONDS)))
                .stream()
                .filter(column -> !wanted.getFieldNames().contains(column.getName()))
                .forEach(columns::add);
        return new RowType(columns);
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
        private final RowType wanted;
        private final TypeInformation<RowData> wantedType;
        private final RowType told;
        private final TypeInformation<RowData> toldType;

        Reading(RowType wanted, TypeInformation<RowData> wantedType, RowType told, TypeInformation<RowData> toldType) {
            this.wanted = wanted;
            this.wantedType = wantedType;
            this.told = told;
            this.toldType = toldType;
        }

        @Override
        public DataStream<RowData> produceDataStream(ProviderContext provider, StreamExecutionEnvironment environment) {
            return environment
                    .fromSource(kafka(), WatermarkStrategy.noWatermarks(), "events", toldType)
                    .keyBy(new Telling(told), Types.STRING)
                    .process(new FirstTelling(told), toldType)
                    .name("told once")
                    .map(new WantedColumns(wanted), wantedType);
        }

        private KafkaSource<RowData> kafka() {
            return KafkaSource.<RowData>builder()
                    .setTopics(topic)
                    .setStartingOffsets(OffsetsInitializer.earliest())
                    .setProperties(consumer)
                    .setDeserializer(new EventRows(told, toldType))
                    .build();
        }

        @Override
        public boolean isBounded() {
            return false;
        }
    }
}
