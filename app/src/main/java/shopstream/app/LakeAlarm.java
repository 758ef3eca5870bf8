package shopstream.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import shopstream.app.http.PlatformStatus;
import shopstream.eventlog.Topics;
import shopstream.transformations.lake.LakeState;

/**
 * Tells whether somebody has to look after the lake: its job has failed, or what was committed long ago is not in it. Where it
 * is not known up to when it holds everything, as after a start with much to read, and in a lake of marts alone, its last
 * commit counts.
 */
final class LakeAlarm {
    /** Long before the log forgets what the lake has not read. */
    private static final Duration AFTER = Duration.ofHours(1);

    /** After a start it first reads what came meanwhile. */
    private static final Duration SETTLES = Duration.ofMinutes(10);

    private final Duration withoutCommit;
    private final Clock clock;

    /** @param every how far two commits lie apart, at most */
    LakeAlarm(Duration every, Clock clock) {
        // In a quiet shop there is one without rows every so many times; one of them may be late.
        Duration quiet = every.multipliedBy(2L * LakeState.COMMITS_WITHOUT_ROWS);
        this.withoutCommit = quiet.compareTo(AFTER) > 0 ? quiet : AFTER;
        this.clock = clock;
    }

    PlatformStatus.Lake status(LakeState state) {
        String word = state.job().condition().name().toLowerCase(Locale.ROOT);
        String said = state.job().message().isEmpty() ? null : state.job().message();
        String missing = missing(state);
        Instant heldTo = state.heldTo().orElse(null);
        Instant lastCommit = state.lastCommit().orElse(null);
        return new PlatformStatus.Lake(
                missing != null && word.equals("running") ? "behind" : word,
                heldTo,
                millisSince(heldTo),
                lastCommit,
                millisSince(lastCommit),
                missing == null ? said : missing + (said == null ? "" : " " + said),
                state.rows());
    }

    /** What is missing in it, and what comes of that; null where nothing has been for long. */
    private String missing(LakeState state) {
        Instant begun = state.job().since();
        if (state.heldTo().isPresent() && state.loggedTo().isPresent()) {
            // What the source does not say is not missing in the lake.
            Instant heldTo = state.heldTo().get();
            boolean behind = isLongerAgo(begun, SETTLES)
                    && heldTo.plus(AFTER).isBefore(state.loggedTo().get());
            return behind ? "What was committed since " + heldTo + " is not in the lake. " + lost() : null;
        }
        Instant last = state.lastCommit().filter(begun::isBefore).orElse(begun);
        return isLongerAgo(last, withoutCommit)
                ? "Nothing has been written to the lake since " + last + ". " + lost()
                : null;
    }

    private static String lost() {
        return "The log keeps versions of rows for " + Topics.TOMBSTONES_KEPT.toDays()
                + " days; what is not in the lake by then is lost.";
    }

    private boolean isLongerAgo(Instant moment, Duration time) {
        return moment.plus(time).isBefore(clock.instant());
    }

    private Long millisSince(Instant moment) {
        return moment == null
                ? null
                : Math.max(0, Duration.between(moment, clock.instant()).toMillis());
    }
}
