package shopstream.ingestion.database;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Operation;
import shopstream.contracts.Position;

/** Places in the binary log of MariaDB or MySQL. */
final class BinaryLogPlaces implements ChangePlaces {
    private boolean heartbeat;
    private boolean definition;

    @Override
    public void note(Struct value, Map<String, ?> offset) {
        definition = value.schema().field("tableChanges") != null;
        heartbeat = !definition && value.schema().field("op") == null;
    }

    @Override
    public LogPlace transactionOf(Map<String, ?> offset) {
        return LogPlace.of((String) offset.get("file"), ((Number) offset.get("pos")).longValue());
    }

    /**
     * A row of the log stands where its transaction begins, then in one of the transaction's events, then in a row of it.
     * (The place of the event itself does not tell rows apart: newer servers write none within a transaction.) A changed
     * primary key comes as a deletion and a creation from the same row.
     */
    @Override
    public Position ofChange(long epoch, Struct from, Map<String, ?> offset, Operation operation) {
        LogPlace transaction = transactionOf(offset);
        int event = offset.get("event") instanceof Number number ? number.intValue() : 0;
        int step = operation == Operation.CREATE ? 1 : 0;
        return new Position(
                epoch, transaction.file(), transaction.offset(), true, 0, event, from.getInt32("row"), step);
    }

    /** One statement may change several tables, and each change of a definition says that all of it is behind. */
    @Override
    public LogPlace reached(Map<String, ?> offset) {
        return !definition && offset.get("file") instanceof String file && offset.get("pos") instanceof Number at
                ? LogPlace.of(file, at.longValue())
                : LogPlace.NOWHERE;
    }

    @Override
    public boolean resumable() {
        return true;
    }

    @Override
    public boolean lifeSign() {
        return heartbeat;
    }

    @Override
    public String text(Struct from) {
        return from.getString("file") + ":" + place(from).offset();
    }

    @Override
    public String transaction(Struct from) {
        Field field = from.schema().field("gtid");
        return field == null
                ? ""
                : Optional.ofNullable((String) from.get(field)).orElse("");
    }

    private static LogPlace place(Struct from) {
        return LogPlace.of(from.getString("file"), from.getInt64("pos"));
    }
}
