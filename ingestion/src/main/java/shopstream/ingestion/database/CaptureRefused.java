package shopstream.ingestion.database;

/** A source cannot be followed as things are, for a reason that is told in full sentences. */
final class CaptureRefused extends RuntimeException {
    private final boolean lasting;

    /** @param lasting whether trying again cannot mend it */
    CaptureRefused(String sentences, boolean lasting) {
        super(sentences);
        this.lasting = lasting;
    }

    boolean lasting() {
        return lasting;
    }
}
