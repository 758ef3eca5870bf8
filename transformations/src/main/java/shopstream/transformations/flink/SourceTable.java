package shopstream.transformations.flink;

import shopstream.eventlog.TopicNames;
import shopstream.transformations.model.InputTable;

/**
 * A dataset, or the stream of events, as a model's job reads it.
 *
 * @param columns as Flink declares them, from the contract of the day on which the job was first started
 */
record SourceTable(String dataset, String columns) {
    static SourceTable of(InputTable table) {
        return new SourceTable(table.name(), ContractSchema.of(table));
    }

    /** Whether rows are only added to it: what changes its rows tells them apart by a key. */
    boolean isStream() {
        return !columns.contains("PRIMARY KEY");
    }

    /** Where its rows stand in the log; a stream of events is of all that tell them. */
    String topic(TopicNames names, String source) {
        return isStream() ? names.events(dataset) : names.dataset(source, dataset);
    }
}
