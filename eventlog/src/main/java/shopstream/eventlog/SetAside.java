package shopstream.eventlog;

import java.time.Instant;
import java.util.Optional;
import shopstream.contracts.Operation;

/**
 * A rejected record, as it lies in the quarantine.
 *
 * @param place in the quarantine, by which it is found again
 * @param rule that was broken, by {@code column} with {@code value}, which is null where there was none
 * @param original the row or event as JSON, the contract's columns only
 * @param key of the row, as JSON; empty where it cannot be told
 * @param stale whether an older version of the row stayed current then
 * @param where for people: table and place in the source, or the request that told it
 * @param contract against which it was checked, with its version
 */
public record SetAside(
        long place,
        String source,
        String dataset,
        String rule,
        String column,
        String value,
        String original,
        Optional<String> key,
        boolean stale,
        String where,
        Instant committed,
        Instant setAside,
        Operation operation,
        String contract) {}
