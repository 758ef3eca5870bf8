package shopstream.app.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import shopstream.contracts.yaml.Place;
import shopstream.operations.schedules.Schedule;
import shopstream.warehouse.training.TrainingBuild;

/**
 * A schedule as the shop declares it.
 *
 * @param atMost how long a run may take
 * @param place of its keys
 */
public record ScheduleDeclaration(Schedule schedule, Job job, Duration atMost, Place place) {
    /** What is done. */
    public sealed interface Job {
        /** In words. */
        String words();
    }

    /** Small files of the lake are put together, old states let go, lost files removed. */
    public record LakeMaintenance() implements Job {
        @Override
        public String words() {
            return "Lake maintenance";
        }
    }

    /** The recommender's model is trained on the shop's past, and used from then on if it is not worse. */
    public record RecommenderTraining() implements Job {
        @Override
        public String words() {
            return "Recommender training";
        }
    }

    /** What each active customer is recommended goes to those who are declared to get it. */
    public record RecommendationDelivery() implements Job {
        @Override
        public String words() {
            return "Recommendations delivered";
        }
    }

    /** What is popular is told to the shop's own software. */
    public record PopularPush() implements Job {
        @Override
        public String words() {
            return "Popular products told";
        }
    }

    /** What was learned of products and customers is published where others search it. */
    public record EmbeddingsPublishing() implements Job {
        @Override
        public String words() {
            return "Embeddings published";
        }
    }

    /**
     * A training set is built, into a folder of its own each time.
     *
     * @param out where these folders are; empty for the schedule's own below the data directory
     * @param keep how many of them stay
     */
    public record TrainingSetBuild(String set, Optional<Path> out, int keep, TrainingBuild.Format format)
            implements Job {
        @Override
        public String words() {
            return "Training set " + set;
        }
    }
}
