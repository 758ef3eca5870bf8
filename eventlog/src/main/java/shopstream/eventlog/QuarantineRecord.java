package shopstream.eventlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import shopstream.contracts.Operation;
import shopstream.contracts.Rejected;

/**
 * What stands in the quarantine topic for a rejected record.
 *
 * @param rule that was broken, by {@code column} with {@code value}
 * @param original the row as JSON, the contract's columns only
 * @param stale whether an older version of the row stays current in the log
 * @param place for people: table and place in the source
 */
record QuarantineRecord(
        String source,
        String dataset,
        String rule,
        String column,
        String value,
        @JsonRawValue String original,
        boolean stale,
        String place,
        String position,
        Instant commitTime,
        Operation operation,
        String contract) {
    static QuarantineRecord of(Rejected rejected, boolean stale) {
        return new QuarantineRecord(
                rejected.origin().source(),
                rejected.dataset(),
                rejected.rule(),
                rejected.column(),
                rejected.offendingValue(),
                rejected.original(),
                stale,
                rejected.origin().place(),
                rejected.origin().position().toString(),
                rejected.origin().commitTime(),
                rejected.origin().operation(),
                rejected.contractVersion());
    }
}
