package shopstream.eventlog;

import java.util.List;

/**
 * What a mart is and where it stands in the log: all that a warehouse needs to keep it.
 *
 * @param topic of its rows
 * @param jobGroup the consumer group whose committed offsets say how far the model has read
 * @param inputTopics that the model reads
 * @param delivery {@code exactly-once} or {@code at-least-once}
 */
public record MartDeclaration(
        String name,
        String topic,
        String jobGroup,
        List<String> inputTopics,
        List<MartColumn> columns,
        List<String> key,
        List<Reference> references,
        String fingerprint,
        String description,
        String delivery) {
    private static final String AT_LEAST_ONCE = "at-least-once";

    public MartDeclaration {
        inputTopics = List.copyOf(inputTopics);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        references = List.copyOf(references);
    }

    /** Whether its rows are shown before their transactions are committed. */
    public boolean shownAhead() {
        return AT_LEAST_ONCE.equals(delivery);
    }
}
