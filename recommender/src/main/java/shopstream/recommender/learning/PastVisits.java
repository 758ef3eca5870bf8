package shopstream.recommender.learning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import shopstream.recommender.live.Recollection;
import shopstream.recommender.sessions.Sessions;

/** What a past knows of visits: what somebody looked at, one thing after the other, until they paused. */
final class PastVisits {
    /** Of a longer one the rest counts as another: nobody browses so far, but programs do. */
    private static final int LONGEST = 50;

    private static final int NONE = -1;

    private final Past past;
    private final int[] visitOf;
    private final Map<Long, Visit> open = new HashMap<>();
    private int[] lengths = new int[1024];
    private int count;

    private static final class Visit {
        private final int number;
        private long millis;

        private Visit(int number) {
            this.number = number;
        }
    }

    private PastVisits(Past past, int steps) {
        this.past = past;
        this.visitOf = new int[steps];
        for (int step = 0; step < steps; step++) {
            visitOf[step] = past.isOrder(step) ? NONE : visit(step);
        }
    }

    /** Those of the first steps, in the order in which they began. */
    static Sessions of(Past past, int steps) {
        Sessions.Builder sessions = Sessions.builder();
        for (int[] visit : new PastVisits(past, steps).collected()) {
            sessions.add(visit);
        }
        return sessions.build();
    }

    private int visit(int step) {
        Visit visit = open.get(past.whose(step));
        if (visit == null
                || past.millis(step) - visit.millis > Recollection.PAUSE.toMillis()
                || lengths[visit.number] == LONGEST) {
            if (count == lengths.length) {
                lengths = Arrays.copyOf(lengths, 2 * count);
            }
            visit = new Visit(count++);
            open.put(past.whose(step), visit);
        }
        visit.millis = past.millis(step);
        lengths[visit.number]++;
        return visit.number;
    }

    private int[][] collected() {
        int[][] visits = new int[count][];
        int[] filled = new int[count];
        for (int step = 0; step < visitOf.length; step++) {
            int visit = visitOf[step];
            if (visit != NONE) {
                if (visits[visit] == null) {
                    visits[visit] = new int[lengths[visit]];
                }
                visits[visit][filled[visit]++] = past.item(step);
            }
        }
        return visits;
    }
}
