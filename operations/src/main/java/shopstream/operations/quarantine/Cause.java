package shopstream.operations.quarantine;

import shopstream.eventlog.SetAside;

/** Why records were set aside. @param rule of the dataset's contract, broken by {@code column} */
public record Cause(String dataset, String rule, String column) {
    static Cause of(SetAside record) {
        return new Cause(record.dataset(), record.rule(), record.column());
    }
}
