package shopstream.contracts;

/** What a {@link ContractCheck} says about one record: the only thing an event log takes. */
public sealed interface Verdict permits Accepted, Rejected {
    String dataset();

    Origin origin();

    /** {@code id@version} of the contract that was applied. */
    String contractVersion();
}
