package shopstream.app.scheduled;

import java.util.Optional;
import shopstream.app.configuration.ScheduleDeclaration.EmbeddingsPublishing;
import shopstream.app.configuration.ScheduleDeclaration.Job;
import shopstream.app.configuration.ScheduleDeclaration.PopularPush;
import shopstream.app.configuration.ScheduleDeclaration.RecommendationDelivery;
import shopstream.app.configuration.ScheduleDeclaration.RecommenderTraining;
import shopstream.operations.schedules.Work;

/**
 * What can be done by schedule with the recommender.
 *
 * @param delivery of what each active customer is recommended
 * @param popular what is popular is told to the shop's own software
 * @param embeddings what was learned is published where others search it
 */
public record RecommenderWorks(Work training, Work delivery, Work popular, Work embeddings) {
    /** Of a recommender that is not there. @param why in words, with what to do */
    public static RecommenderWorks impossible(String why) {
        Work none = log -> {
            throw new IllegalStateException(why);
        };
        return new RecommenderWorks(none, none, none, none);
    }

    /** The work of a job; empty where it is none of the recommender's. */
    Optional<Work> of(Job job) {
        if (job instanceof RecommenderTraining) {
            return Optional.of(training);
        }
        if (job instanceof RecommendationDelivery) {
            return Optional.of(delivery);
        }
        if (job instanceof PopularPush) {
            return Optional.of(popular);
        }
        return job instanceof EmbeddingsPublishing ? Optional.of(embeddings) : Optional.empty();
    }
}
