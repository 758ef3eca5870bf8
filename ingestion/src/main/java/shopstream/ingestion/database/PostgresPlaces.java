package shopstream.ingestion.database;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Operation;
import shopstream.contracts.Position;

/**
 * Places in PostgreSQL's write-ahead log. Transactions come one after the other in the order of their commits, but their
 * changes lie mixed in the log. A change therefore stands behind the commit before its own transaction, then at its own
 * record of the log, then, where one record holds several rows, at its row; see docs/decisions/0008.
 */
final class PostgresPlaces implements ChangePlaces {
    /** More rows than one record of the log can hold, whose pages have 32 kB at most. */
    private static final int ROWS = 1_800;

    private boolean inTransaction;
    private boolean ended;
    private boolean message;
    private long lastRecord = -1;
    private int rowOfRecord;

    @Override
    public void note(Struct value, Map<String, ?> offset) {
        boolean boundary =
                value.schema().field("status") != null && value.schema().field("event_count") != null;
        ended = boundary && "END".equals(value.getString("status"));
        message = value.schema().field("message") != null;
        if (boundary) {
            inTransaction = !ended;
            lastRecord = -1;
        } else if (!message && value.schema().field("op") != null) {
            inTransaction = true;
        }
    }

    @Override
    public LogPlace transactionOf(Map<String, ?> offset) {
        return offset.get("lsn_commit") instanceof Number commit
                ? LogPlace.ofSequenceNumber(commit.longValue())
                : LogPlace.NOWHERE;
    }

    @Override
    public Position ofChange(long epoch, Struct from, Map<String, ?> offset, Operation operation) {
        LogPlace before = transactionOf(offset);
        long record = from.getInt64("lsn");
        rowOfRecord = record == lastRecord ? rowOfRecord + 1 : 0;
        lastRecord = record;
        LogPlace at = LogPlace.ofSequenceNumber(record);
        // Records begin at every eighth byte.
        long row = at.offset() / 8 * ROWS + rowOfRecord;
        return new Position(epoch, before.file(), before.offset(), true, 0, (int) at.file(), row, 0);
    }

    @Override
    public LogPlace reached(Map<String, ?> offset) {
        return ended && offset.get("lsn_commit") instanceof Number commit
                ? LogPlace.ofSequenceNumber(commit.longValue())
                : LogPlace.NOWHERE;
    }

    /**
     * Only behind a message of ours that belongs to no transaction. Debezium looks for the record after which to go on by its
     * place alone. That of a transaction's end is where the next record begins: a row of another transaction that was still
     * open, which would be taken for read with all its rows before.
     */
    @Override
    public boolean resumable() {
        return message && !inTransaction;
    }

    @Override
    public boolean lifeSign() {
        return ended || message;
    }

    @Override
    public String text(Struct from) {
        return LogPlace.ofSequenceNumber(from.getInt64("lsn")).sequenceNumber();
    }

    @Override
    public String transaction(Struct from) {
        Object transaction = from.get("txId");
        return transaction == null ? "" : transaction.toString();
    }
}
