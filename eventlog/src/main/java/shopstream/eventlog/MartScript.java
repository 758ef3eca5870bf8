package shopstream.eventlog;

import java.util.List;
import java.util.Map;

/**
 * A model as it stood when an edition of its mart began: all that it takes to go on with its job after the shop's folder
 * has changed.
 *
 * @param inputs per dataset that the model reads, its columns as they were declared then
 * @param views the staging views and seeds below the SELECT, in an order in which each can be made
 * @param select of the mart itself
 * @param checkpointMillis how often its rows become visible
 */
public record MartScript(
        Map<String, String> inputs, List<View> views, String select, int parallelism, long checkpointMillis) {
    /** A name for a SELECT. */
    public record View(String name, String select) {}

    public MartScript {
        inputs = Map.copyOf(inputs);
        views = List.copyOf(views);
    }
}
