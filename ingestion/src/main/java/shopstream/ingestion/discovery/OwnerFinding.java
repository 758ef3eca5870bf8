package shopstream.ingestion.discovery;

/**
 * Something about a schema that makes figures hard to trust.
 *
 * @param message what is the case, and where
 * @param fix what would mend it in the database
 */
public record OwnerFinding(String message, String fix) {}
