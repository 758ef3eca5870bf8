package shopstream.transformations.flink;

import shopstream.contracts.Contract;

/**
 * A dataset as a model's job reads it.
 *
 * @param columns as Flink declares them, from the contract of the day on which the job was first started
 */
record SourceTable(String dataset, String columns) {
    static SourceTable of(Contract contract) {
        return new SourceTable(contract.dataset(), ContractSchema.of(contract));
    }
}
