package shopstream.recommender.sessions;

import java.util.Arrays;

/**
 * VMIS-kNN, the published baseline: the most recent sessions that share items with this one, the most similar of them, and
 * what they hold (Kersbergen, Sprangers and Schelter, <i>Serenade: Low-Latency Session-Based Recommendation in e-Commerce
 * at Scale</i>, SIGMOD 2022). Its index, an item's most recent sessions, is kept here as in the paper.
 */
public final class NeighbourSessions implements SessionMethod {
    /** m of the paper: as many of an item's most recent sessions are looked at. */
    private static final int RECENT = 500;

    /** k of the paper: as many most similar sessions have a say. */
    private static final int NEIGHBOURS = 100;

    /** Places from the end that count, as in the paper's reference program. */
    private static final int PLACES = 10;

    private final Sessions sessions;
    private final int[] starts;
    private final int[] recent;
    private final float[] rarity;

    private NeighbourSessions(Sessions sessions) {
        this.sessions = sessions;
        int[] counts = new int[sessions.itemCount()];
        for (int session = 0; session < sessions.count(); session++) {
            for (int place = 0; place < sessions.length(session); place++) {
                counts[sessions.item(session, place)] += isFirst(session, place) ? 1 : 0;
            }
        }
        this.starts = new int[counts.length + 1];
        this.rarity = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            starts[item + 1] = starts[item] + Math.min(RECENT, counts[item]);
            rarity[item] = counts[item] == 0 ? 0 : (float) Math.log((double) sessions.count() / counts[item]);
        }
        this.recent = new int[starts[counts.length]];
        fill(starts.clone());
    }

    /** The baseline over sessions that are over. */
    public static NeighbourSessions of(Sessions sessions) {
        return new NeighbourSessions(sessions);
    }

    private void fill(int[] next) {
        for (int session = sessions.count() - 1; session >= 0; session--) {
            for (int place = 0; place < sessions.length(session); place++) {
                int item = sessions.item(session, place);
                if (next[item] < starts[item + 1] && isFirst(session, place)) {
                    recent[next[item]++] = session;
                }
            }
        }
    }

    private boolean isFirst(int session, int place) {
        int item = sessions.item(session, place);
        for (int earlier = 0; earlier < place; earlier++) {
            if (sessions.item(session, earlier) == item) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String name() {
        return "VMIS-kNN";
    }

    @Override
    public long bytes() {
        return 4L * (starts.length + recent.length + rarity.length + sessions.events() + sessions.count());
    }

    @Override
    public SessionScorer scorer() {
        return new Scorer();
    }

    private final class Scorer implements SessionScorer {
        private final ScoreSheet similarities = new ScoreSheet(sessions.count());
        private final ScoreSheet scores = new ScoreSheet(sessions.itemCount());
        private final Shortlist latest = new Shortlist(RECENT);
        private final Shortlist neighbours = new Shortlist(NEIGHBOURS);
        private final int[] stepsFromEnd = new int[sessions.itemCount()];

        private Scorer() {
            Arrays.fill(stepsFromEnd, PLACES);
        }

        @Override
        public void best(int[] session, Shortlist into) {
            findNeighbours(session);
            for (int n = 0; n < neighbours.size(); n++) {
                addItems(neighbours.item(n), neighbours.score(n));
            }
            scores.moveTo(into);
            for (int item : session) {
                if (item >= 0 && item < stepsFromEnd.length) {
                    stepsFromEnd[item] = PLACES;
                }
            }
        }

        private void findNeighbours(int[] session) {
            for (int steps = 0; steps < Math.min(PLACES, session.length); steps++) {
                int item = session[session.length - 1 - steps];
                if (item < 0 || item >= stepsFromEnd.length || stepsFromEnd[item] < PLACES) {
                    continue;
                }
                stepsFromEnd[item] = steps;
                float weight = (float) (session.length - steps) / session.length;
                for (int n = starts[item]; n < starts[item + 1]; n++) {
                    similarities.add(recent[n], weight);
                }
            }
            // Session numbers are their order in time, exact as floats up to 16 million.
            latest.clear();
            for (int n = 0; n < similarities.size(); n++) {
                latest.offer(similarities.item(n), similarities.item(n));
            }
            neighbours.clear();
            for (int n = 0; n < latest.size(); n++) {
                neighbours.offer(latest.item(n), similarities.score(latest.item(n)));
            }
            similarities.clear();
        }

        private void addItems(int session, float similarity) {
            int nearest = PLACES;
            int length = sessions.length(session);
            for (int place = 0; place < length; place++) {
                nearest = Math.min(nearest, stepsFromEnd[sessions.item(session, place)]);
            }
            float match = similarity * (1 - .1f * nearest);
            for (int place = 0; place < length; place++) {
                int item = sessions.item(session, place);
                scores.add(item, match * rarity[item]);
            }
        }
    }
}
