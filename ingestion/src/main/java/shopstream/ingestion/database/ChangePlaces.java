package shopstream.ingestion.database;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import shopstream.contracts.Operation;
import shopstream.contracts.Position;

/** Tells from the records of one run, in their order, where they stand in the source's log. One thread. */
interface ChangePlaces {
    /** Takes note of a record before anything is asked about it. */
    void note(Struct value, Map<String, ?> offset);

    /**
     * The place of a change's transaction: changes of earlier ones stand before it, those of this one and of later ones
     * not.
     */
    LogPlace transactionOf(Map<String, ?> offset);

    /** Where a change stands; the same again whenever the log is read again. */
    Position ofChange(long epoch, Struct from, Map<String, ?> offset, Operation operation);

    /** Before this place nothing that we follow is missing once the noted record is read; NOWHERE when it does not tell. */
    LogPlace reached(Map<String, ?> offset);

    /** Whether reading may be resumed behind the noted record. */
    boolean resumable();

    /** Whether the noted record shows that the server still sends. */
    boolean lifeSign();

    /** The place of a change, for people. */
    String text(Struct from);

    /** The source's name for the change's transaction; empty when it has none. */
    String transaction(Struct from);
}
