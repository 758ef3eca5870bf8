package shopstream.recommender.outputs;

import java.time.Instant;

/**
 * What is popular, as it is pushed.
 *
 * @param json the body, as the API answers whoever asks
 * @param products how many there are
 */
public record PopularList(Instant moment, String json, int products) {
    /** What a push is called: a receiver that gets it twice knows it again. */
    public String run() {
        return Delivery.run(moment);
    }
}
