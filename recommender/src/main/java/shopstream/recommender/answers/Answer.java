package shopstream.recommender.answers;

import java.util.List;
import java.util.Optional;

/**
 * What is recommended.
 *
 * @param id to be sent back with the events that follow from it
 * @param placement the declared spot that it was worked out for
 * @param region of which the products are what is popular there
 * @param reason in words
 * @param rules the names of the placement's rules that acted
 * @param model the version of the model that put it in order; empty where none did
 * @param steppedDown why it is not from a better source, where that failed; empty where there was nothing to work it out from
 */
public record Answer(
        String id,
        Optional<String> placement,
        Source source,
        Optional<String> region,
        String reason,
        List<String> rules,
        List<Suggestion> items,
        Optional<String> model,
        Optional<String> steppedDown) {
    public Answer {
        rules = List.copyOf(rules);
        items = List.copyOf(items);
    }
}
