package shopstream.warehouse.store;

import java.util.Map;
import shopstream.eventlog.MartDeclaration;

/**
 * A mart as it was built from one topic. A changed model gets a new generation beside the current one.
 *
 * @param topicId Kafka's identity of the topic, which a topic created anew under the same name does not share
 * @param positions per partition, the offset of the first record that is not applied yet
 */
public record Generation(MartTable table, String topicId, boolean current, Map<Integer, Long> positions) {

    public Generation {
        positions = Map.copyOf(positions);
    }

    public MartDeclaration mart() {
        return table.mart();
    }

    Generation at(Map<Integer, Long> newPositions) {
        return new Generation(table, topicId, current, newPositions);
    }

    Generation shown() {
        return new Generation(table, topicId, true, positions);
    }
}
