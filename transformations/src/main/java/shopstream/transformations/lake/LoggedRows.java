package shopstream.transformations.lake;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.eventlog.LoggedChange;
import shopstream.lake.HistorySchema;

/**
 * Reads the records of several topics as they are: which dataset's, what is known of the change, and key and value as the
 * bytes that they are. Records that only wake readers are left out.
 */
final class LoggedRows implements KafkaRecordDeserializationSchema<RowData> {
    private static final long serialVersionUID = 1;

    /** The places of a row's columns: the dataset's number, key and value, then what is known of the change. */
    static final int DATASET = 0;

    static final int KEY = 1;
    static final int VALUE = 2;

    /** What is known of the change, in the order of the columns from the third on. */
    static final List<String> OF_THE_CHANGE = List.of(
            HistorySchema.OPERATION,
            HistorySchema.POSITION,
            HistorySchema.COMMIT_TIME,
            HistorySchema.INGESTED_AT,
            HistorySchema.CONTRACT,
            HistorySchema.PARTITION,
            HistorySchema.OFFSET);

    static final int CHANGE = 3;

    private static final int MICROSECONDS = 6;

    static final RowType TYPE = RowType.of(
            new IntType(),
            new VarBinaryType(VarBinaryType.MAX_LENGTH),
            new VarBinaryType(VarBinaryType.MAX_LENGTH),
            new VarCharType(VarCharType.MAX_LENGTH),
            new VarCharType(VarCharType.MAX_LENGTH),
            new LocalZonedTimestampType(MICROSECONDS),
            new LocalZonedTimestampType(MICROSECONDS),
            new VarCharType(VarCharType.MAX_LENGTH),
            new IntType(),
            new BigIntType());

    private final List<String> topics;

    /** @param topics of the datasets; a row says by its number here whose it is */
    LoggedRows(List<String> topics) {
        this.topics = List.copyOf(topics);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RowData> out) {
        LoggedChange.of(record).ifPresent(change -> {
            GenericRowData row = new GenericRowData(CHANGE + OF_THE_CHANGE.size());
            row.setField(DATASET, topics.indexOf(record.topic()));
            row.setField(KEY, record.key());
            row.setField(VALUE, record.value());
            int at = CHANGE;
            row.setField(at++, StringData.fromString(change.operation()));
            row.setField(at++, StringData.fromString(change.position()));
            row.setField(at++, moment(change.commitTime()));
            row.setField(at++, moment(change.ingestedAt()));
            row.setField(at++, StringData.fromString(change.contract()));
            row.setField(at++, record.partition());
            row.setField(at, record.offset());
            out.collect(row);
        });
    }

    private static TimestampData moment(Instant instant) {
        return instant == null ? null : TimestampData.fromInstant(instant);
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return InternalTypeInfo.of(TYPE);
    }
}
