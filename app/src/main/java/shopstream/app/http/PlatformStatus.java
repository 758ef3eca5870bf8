package shopstream.app.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import shopstream.recommender.own.OwnInUse;

/**
 * How the whole platform is doing, as {@code /api/status} tells it.
 *
 * @param state {@code starting}, {@code live} or {@code behind}: the worst of its parts
 * @param lake null where nothing is written to one, or not yet
 * @param events null where no contract says what events look like
 * @param recommendations null where nothing is recommended
 * @param profiles null where none are folded, or not yet
 * @param outputs null where nothing is sent to others
 */
public record PlatformStatus(
        String state,
        List<Source> sources,
        List<Dataset> datasets,
        List<Mart> marts,
        Lake lake,
        Events events,
        Recommendations recommendations,
        Profiles profiles,
        Outputs outputs) {

    /**
     * The job that folds what visitors do into profiles, and publishes them.
     *
     * @param message why it stands still; null while it does not
     * @param behind events of the log that are in no published profile yet; null while that is not known
     */
    public record Profiles(String state, String message, Long behind) {}

    /**
     * What is sent to others.
     *
     * @param waiting deliveries of recommendations that are not with everybody who gets them
     * @param waitingSince when the oldest of them was made up; null where none is
     * @param webhook attempts to call it since the program started, by what came of them; empty where none is declared
     */
    public record Outputs(int waiting, Instant waitingSince, Map<String, Long> webhook) {}

    /**
     * What is recommended from.
     *
     * @param state {@code starting} until everything is read that there was at the start, then {@code live}, or {@code behind}
     * @param message why nothing new is heard of; null while it is
     * @param answers since the program started, by what they were worked out from
     * @param regional how many of the popular ones were of what is popular where the visitor is
     * @param late answers for which there was no time to work out a personal one
     * @param failed personal answers that could not be worked out
     * @param bots events that were left out since programs caused them
     * @param orders that the database has since events are told, of the last weeks
     * @param ordersWithoutEvent of these, those of which no event told
     * @param unreadable records that were passed over
     * @param model the version of the model that orders answers; null where none does
     * @param modelMessage why the one that should be in use is not; null where it is
     * @param unranked answers for which the model failed, and which were ordered without it
     * @param placementProblems what is wrong in the files of placements, which are as they were before meanwhile
     * @param own the recommenders that the shop brings itself
     */
    public record Recommendations(
            String state,
            String message,
            Map<String, Long> answers,
            long regional,
            long late,
            long failed,
            long products,
            long visitors,
            long bots,
            long orders,
            long ordersWithoutEvent,
            long unreadable,
            String model,
            String modelMessage,
            long unranked,
            List<String> placementProblems,
            List<OwnRecommender> own) {}

    /**
     * A recommender that the shop brings itself.
     *
     * @param version the one that answers; null while none can
     * @param answers how often it was asked and answered since the program started
     * @param late how often there was no time to wait for it
     * @param failed how often it failed, or could not be used
     * @param problems what is wrong with it; empty where nothing is
     */
    public record OwnRecommender(
            String name, String version, long answers, long late, long failed, List<String> problems) {
        /** One as it is now. */
        public static OwnRecommender of(OwnInUse own) {
            return new OwnRecommender(
                    own.name(), own.version().orElse(null), own.answered(), own.late(), own.failed(), own.problems());
        }
    }

    /**
     * What came to what since the program started.
     *
     * @param accepted events in the log, by source
     * @param rejected events in the quarantine, by source
     * @param refused requests of which nothing was taken, by what was wrong
     */
    public record Events(Map<String, Long> accepted, Map<String, Long> rejected, Map<String, Long> refused) {}

    /**
     * @param lagMillis how far what has been read is behind the clock; null while nothing has been read
     * @param logHeldBackBytes of log that the source keeps for us until we have read it; null where it keeps none
     * @param message what is wrong and since when, or what is switched off; null when there is nothing to say
     */
    public record Source(
            String name, String state, Instant lastChangeSeen, Long lagMillis, Long logHeldBackBytes, String message) {}

    /**
     * Counts are totals since the beginning.
     *
     * @param stale rows whose last change was rejected, so that the one before it still stands
     * @param rows rows that the dataset holds now
     * @param dashboards those with figures that come from it
     */
    public record Dataset(
            String name,
            long read,
            long accepted,
            long quarantined,
            long stale,
            long rows,
            String message,
            List<String> dashboards) {}

    /**
     * @param completeTo everything up to this moment of the source is in the mart; null while nothing is known
     * @param rebuilding a changed model that is being built beside this one; null when there is none
     * @param holdsBack what stands still with the mart; empty while it does not
     */
    public record Mart(
            String name,
            long rows,
            Instant completeTo,
            Long lagMillis,
            String state,
            String message,
            Rebuilding rebuilding,
            List<HeldBack> holdsBack) {}

    /**
     * @param progress the share of the way that it has come, from 0 to 1
     * @param message why it does not go on; null while it does
     */
    public record Rebuilding(double progress, Instant since, String message) {}

    /**
     * @param everything whether all figures of the dashboard stand still
     * @param figures titles of the dimensions and measures that do
     */
    public record HeldBack(String dashboard, boolean everything, List<String> figures) {}

    /**
     * @param state of the job that writes it, or {@code behind} where it runs and does not get on
     * @param heldTo everything the source committed up to this moment is in the lake; null while nothing is known
     * @param lastCommit when it was written last, or committed that there was nothing to write; null while that is not known
     * @param message why it stands still; null while it does not
     * @param rows of each dataset's history
     */
    public record Lake(
            String state,
            Instant heldTo,
            Long lagMillis,
            Instant lastCommit,
            Long sinceCommitMillis,
            String message,
            Map<String, Long> rows) {

        /** Whether the job that writes it runs, though it may not get on. */
        boolean isRunning() {
            return state.equals("running") || state.equals("behind");
        }
    }
}
