package shopstream.contracts;

/** A record that keeps to its contract. Only a {@link ContractCheck} makes one, so unchecked rows cannot be written. */
public final class Accepted implements Verdict {
    private final String dataset;
    private final byte[] key;
    private final byte[] value;
    private final Origin origin;
    private final String contractVersion;

    Accepted(String dataset, byte[] key, byte[] value, Origin origin, String contractVersion) {
        this.dataset = dataset;
        this.key = key;
        this.value = value;
        this.origin = origin;
        this.contractVersion = contractVersion;
    }

    @Override
    public String dataset() {
        return dataset;
    }

    /** The key as JSON (UTF-8): an object with the key columns in key order. Not to be changed. */
    public byte[] key() {
        return key;
    }

    /** The row as JSON (UTF-8), columns in contract order; null for a deletion. Not to be changed. */
    public byte[] value() {
        return value;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public String contractVersion() {
        return contractVersion;
    }
}
