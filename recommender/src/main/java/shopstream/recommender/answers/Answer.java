package shopstream.recommender.answers;

import java.util.List;
import java.util.Optional;

/**
 * What is recommended.
 *
 * @param id to be sent back with the events that follow from it
 * @param reason in words
 * @param model the version of the model that put it in order; empty where none did
 * @param steppedDown why it is not from a better source, where that failed; empty where there was nothing to work it out from
 */
public record Answer(
        String id,
        Source source,
        String reason,
        List<Suggestion> items,
        Optional<String> model,
        Optional<String> steppedDown) {
    public Answer {
        items = List.copyOf(items);
    }
}
