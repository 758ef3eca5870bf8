package shopstream.recommender.ranking;

import static shopstream.recommender.ranking.Feature.*;

import java.util.Arrays;
import java.util.Optional;
import shopstream.recommender.embedding.Encoder;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.sessions.ItemHistory;
import shopstream.recommender.sessions.PairWeights;
import shopstream.recommender.sessions.Shortlist;
import shopstream.recommender.taste.NumberedTaste;

/** What is known of somebody's candidates, a row of {@link Feature}s each. For one thread; keeps its room. */
final class CandidateFeatures {
    /** Items of the session's end that a candidate is compared with. */
    private static final int COMPARED = 6;

    private static final float SMALLEST = 1e-4f;

    /** What a rank counts: the first ones differ most. */
    private static final float[] RANKS = new float[Candidates.MOST + 1];

    static {
        for (int rank = 0; rank < RANKS.length; rank++) {
            RANKS[rank] = -log(1 + rank);
        }
    }

    private final SessionParts parts;
    private final Candidates candidates;
    private final Encoder encoder;
    private final float[] vector = new float[SessionEmbedding.DIMENSIONS];
    private final float[] fits = new float[Candidates.MOST];
    private final Shortlist byFit = new Shortlist(Candidates.MOST);
    private final int[] fitRanks = new int[Candidates.MOST];
    private final float[] rows = new float[Candidates.MOST * Feature.count()];
    private final float[] levels = {1, 1, 1};
    private final int[] compared = new int[COMPARED];
    private int comparedCount;

    CandidateFeatures(SessionParts parts, Optional<NumberedTaste> taste) {
        this.parts = parts;
        this.candidates = new Candidates(parts, taste);
        this.encoder = parts.embedding().encoder();
    }

    /** Finds somebody's candidates, and what is known of them. */
    void find(Shopper shopper) {
        find(shopper, () -> {});
    }

    /** The same. @param between what is done between its steps; when it throws, what was found is forgotten */
    void find(Shopper shopper, Runnable between) {
        int[] session = shopper.session();
        candidates.find(shopper, between);
        between.run();
        levels[Candidates.TOGETHER] = parts.together().level(parts.history().latest());
        levels[Candidates.NEXT] = parts.next().level(parts.history().latest());
        chooseCompared(session);
        fit(session);
        float length = log(session.length);
        float distinct = log(distinct(session));
        float latestCount = log(1 + parts.history().count(session.length == 0 ? -1 : session[session.length - 1]));
        for (int candidate = 0; candidate < candidates.size(); candidate++) {
            int row = candidate * Feature.count();
            int item = candidates.item(candidate);
            rows[row + MERGED.column()] = candidates.merged(candidate);
            ofMethod(candidate, Candidates.TOGETHER, row + TOGETHER_SHARE.column());
            ofMethod(candidate, Candidates.NEXT, row + NEXT_SHARE.column());
            ofMethod(candidate, Candidates.WALK, row + WALK_SHARE.column());
            rows[row + EMBEDDING.column()] = fits[candidate];
            rows[row + EMBEDDING_BEHIND.column()] = fits[candidate] - byFit.score(0);
            rows[row + EMBEDDING_RANK.column()] = RANKS[fitRanks[candidate]];
            ofPairs(parts.together().pairs(), item, row + TOGETHER_LATEST.column());
            ofPairs(parts.next().pairs(), item, row + NEXT_LATEST.column());
            ofLikeness(item, row);
            ofHistory(item, row);
            ofSession(session, item, row);
            rows[row + SESSION_LENGTH.column()] = length;
            rows[row + SESSION_ITEMS.column()] = distinct;
            rows[row + LATEST_COUNT.column()] = latestCount;
            TasteFeatures.fill(candidates, candidate, RANKS[candidates.rank(candidate, Candidates.TASTE)], rows, row);
        }
    }

    int size() {
        return candidates.size();
    }

    int item(int candidate) {
        return candidates.item(candidate);
    }

    /** The rows, one after the other; of the next session after the next call. */
    float[] rows() {
        return rows;
    }

    private void chooseCompared(int[] session) {
        comparedCount = 0;
        for (int place = session.length - 1; place >= 0 && comparedCount < COMPARED; place--) {
            if (session[place] >= 0) {
                compared[comparedCount++] = session[place];
            }
        }
    }

    private void fit(int[] session) {
        SessionEmbedding embedding = parts.embedding();
        boolean isKnown = encoder.encode(session, vector);
        float sum = 0;
        int known = 0;
        for (int candidate = 0; candidate < candidates.size(); candidate++) {
            fits[candidate] = 0;
            if (isKnown && embedding.knows(candidates.item(candidate))) {
                fits[candidate] = embedding.score(vector, candidates.item(candidate));
                sum += fits[candidate];
                known++;
            }
        }
        byFit.clear();
        for (int candidate = 0; candidate < candidates.size(); candidate++) {
            if (known > 0 && !embedding.knows(candidates.item(candidate))) {
                // What is new has no vector, which says nothing for or against it.
                fits[candidate] = sum / known;
            }
            byFit.offer(candidate, fits[candidate]);
        }
        byFit.sort();
        for (int rank = 0; rank < byFit.size(); rank++) {
            fitRanks[byFit.item(rank)] = rank;
        }
    }

    private void ofMethod(int candidate, int method, int at) {
        float score = candidates.score(candidate, method);
        float best = candidates.bestScore(method);
        float share = best == 0 ? 0 : score / best;
        rows[at] = share;
        rows[at + 1] = log(share + SMALLEST);
        rows[at + 2] = log(score / levels[method] + SMALLEST);
        rows[at + 3] = RANKS[candidates.rank(candidate, method)];
    }

    private void ofPairs(PairWeights pairs, int item, int at) {
        Arrays.fill(rows, at, at + 8, 0);
        float otherTotal = pairs.total(item);
        float most = 0;
        float mostMutual = 0;
        for (int n = 0; n < comparedCount; n++) {
            float weight = pairs.weight(compared[n], item);
            if (weight <= 0) {
                continue;
            }
            float total = pairs.total(compared[n]);
            // Roots, since most are small and a few near one.
            float share = (float) Math.sqrt(weight / total);
            float mutual = otherTotal <= 0 ? share : (float) Math.sqrt(weight / Math.sqrt(total * otherTotal));
            if (n < 3) {
                rows[at + n] = share;
                rows[at + 4 + n] = mutual;
            }
            most = Math.max(most, share);
            mostMutual = Math.max(mostMutual, mutual);
        }
        rows[at + 3] = most;
        rows[at + 7] = mostMutual;
    }

    private void ofLikeness(int item, int row) {
        float most = -1;
        for (int n = 0; n < comparedCount; n++) {
            // To itself everything is alike: that says nothing that IN_SESSION does not say.
            float likeness = compared[n] == item ? 0 : parts.embedding().cosine(compared[n], item);
            most = Math.max(most, likeness);
            if (n < 2) {
                rows[row + LIKE_LATEST.column() + n] = likeness;
            }
        }
        for (int n = comparedCount; n < 2; n++) {
            rows[row + LIKE_LATEST.column() + n] = 0;
        }
        rows[row + LIKE_MOST.column()] = most;
    }

    private void ofHistory(int item, int row) {
        ItemHistory history = parts.history();
        float count = history.count(item);
        float brief = history.recent(item, 0);
        float middle = history.recent(item, 1);
        float extended = history.recent(item, 2);
        rows[row + COUNT.column()] = log(1 + count);
        rows[row + RECENT_SHORT.column()] = log(.1f + brief);
        rows[row + RECENT_MIDDLE.column()] = log(.1f + middle);
        rows[row + RECENT_LONG.column()] = log(.1f + extended);
        rows[row + TREND_SHORT.column()] = brief / (1 + count);
        rows[row + TREND_MIDDLE.column()] = middle / (1 + count);
        rows[row + TREND_LONG.column()] = extended / (1 + count);
        rows[row + TREND_SHORT_MIDDLE.column()] = brief / (.1f + middle);
        rows[row + TREND_MIDDLE_LONG.column()] = middle / (.1f + extended);
        rows[row + AGE.column()] = history.age(item);
        rows[row + SILENCE.column()] = log(.001f + history.silence(item));
    }

    private void ofSession(int[] session, int item, int row) {
        int nearest = -1;
        int times = 0;
        for (int place = session.length - 1; place >= 0; place--) {
            if (session[place] == item) {
                times++;
                nearest = nearest < 0 ? session.length - 1 - place : nearest;
            }
        }
        rows[row + IN_SESSION.column()] = times > 0 ? 1 : 0;
        rows[row + IS_LATEST.column()] = nearest == 0 ? 1 : 0;
        rows[row + NEARNESS.column()] = times > 0 ? 1f / (1 + nearest) : 0;
        rows[row + TIMES.column()] = times;
    }

    private static int distinct(int[] session) {
        int distinct = 0;
        for (int place = 0; place < session.length; place++) {
            boolean before = false;
            for (int earlier = 0; earlier < place && !before; earlier++) {
                before = session[earlier] == session[place];
            }
            distinct += before ? 0 : 1;
        }
        return distinct;
    }

    private static float log(float value) {
        return (float) Math.log(value);
    }
}
