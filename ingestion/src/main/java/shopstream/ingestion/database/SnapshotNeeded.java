package shopstream.ingestion.database;

/** The source changed in a way that its log does not tell row by row, so all rows must be read anew. */
final class SnapshotNeeded extends RuntimeException {
    SnapshotNeeded(String message) {
        super(message);
    }
}
