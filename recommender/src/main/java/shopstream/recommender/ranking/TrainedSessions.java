package shopstream.recommender.ranking;

import java.time.Duration;

/**
 * A model, and how long it took.
 *
 * @param embedding to train its embedding on all sessions
 * @param all everything together, with what was learned only to learn the ranking
 */
public record TrainedSessions(SessionModel model, Duration embedding, Duration all) {}
