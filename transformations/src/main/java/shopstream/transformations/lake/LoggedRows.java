package shopstream.transformations.lake;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private final Map<String, String> marts;

    /** @param tables that are read; a row says by its number here whose it is */
    LoggedRows(List<LoggedTable> tables) {
        topics = tables.stream().map(LoggedTable::topic).toList();
        marts = tables.stream()
                .filter(LoggedTable::ofMart)
                .collect(Collectors.toMap(
                        LoggedTable::topic, table -> table.contract().versionedId()));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RowData> out) {
        change(record).ifPresent(change -> {
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

    /** A row of a mart comes from no place in a source: what is known is the place in the log, and when it was written. */
    private Optional<LoggedChange> change(ConsumerRecord<byte[], byte[]> record) {
        String mart = marts.get(record.topic());
        return mart == null
                ? LoggedChange.of(record)
                : Optional.of(new LoggedChange(
                        record.value() == null ? "d" : "u",
                        String.format(Locale.ROOT, "%05d-%019d", record.partition(), record.offset()),
                        Instant.ofEpochMilli(record.timestamp()),
                        null,
                        mart));
    }

    /** Whether a row comes after the places in its source up to which rows are there already, by partition. */
    static boolean isBehind(RowData row, Map<Integer, String> places) {
        String there = places.get(row.getInt(CHANGE + OF_THE_CHANGE.indexOf(HistorySchema.PARTITION)));
        return there == null
                || row.getString(CHANGE + OF_THE_CHANGE.indexOf(HistorySchema.POSITION))
                                .toString()
                                .compareTo(there)
                        > 0;
    }

    private static TimestampData moment(Instant instant) {
        return instant == null ? null : TimestampData.fromInstant(instant);
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return InternalTypeInfo.of(TYPE);
    }
}
