package shopstream.warehouse.store;

import java.util.List;
import java.util.Map;
import shopstream.eventlog.MartDeclaration;

/**
 * A mart as it was built from one topic. A changed model gets a new generation beside the current one.
 *
 * @param topicId Kafka's identity of the topic, which a topic created anew under the same name does not share
 * @param retired whether it was shown before another took its place
 * @param positions per partition, the offset of the first record that is not applied yet
 */
public record Generation(
        MartTable table, String topicId, boolean current, boolean retired, Map<Integer, Long> positions) {

    public Generation {
        positions = Map.copyOf(positions);
    }

    /** The marts that are shown, of all generations there are. */
    public static List<MartDeclaration> shown(List<Generation> all) {
        return all.stream().filter(Generation::current).map(Generation::mart).toList();
    }

    public MartDeclaration mart() {
        return table.mart();
    }

    Generation at(Map<Integer, Long> newPositions) {
        return new Generation(table, topicId, current, retired, newPositions);
    }

    Generation shown() {
        return new Generation(table, topicId, true, false, positions);
    }

    Generation replaced() {
        return new Generation(table, topicId, false, true, positions);
    }

    Generation declaredAs(MartDeclaration mart) {
        return new Generation(new MartTable(mart, table.name()), topicId, current, retired, positions);
    }
}
