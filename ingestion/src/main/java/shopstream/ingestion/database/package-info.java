/**
 * Capture of a shop's database: what its binary log says, checked against the contracts and appended to the log. Nothing
 * is written to the source.
 */
package shopstream.ingestion.database;
