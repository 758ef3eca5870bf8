package shopstream.contracts;

import java.time.Instant;

/**
 * Where a record is from.
 *
 * @param source the source's name in the configuration
 * @param commitTime when the source committed it
 * @param transaction the source's name for the transaction; empty when it has none
 * @param place for people: table and place in the source's log or file
 */
public record Origin(
        String source, Position position, Instant commitTime, Operation operation, String transaction, String place) {}
