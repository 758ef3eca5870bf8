package shopstream.recommender.ranking;

import java.time.Duration;

/**
 * A model, and how long it took.
 *
 * @param embedding to train its embedding, without the newest sessions and then with them
 * @param all everything together
 */
public record TrainedSessions(SessionModel model, Duration embedding, Duration all) {}
