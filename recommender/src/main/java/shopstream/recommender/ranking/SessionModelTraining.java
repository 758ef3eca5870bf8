package shopstream.recommender.ranking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import shopstream.recommender.embedding.EmbeddingTraining;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.sessions.ItemIndex;
import shopstream.recommender.sessions.Sessions;

/**
 * Trains a {@link SessionModel}: the parts on all sessions but the latest tenth, the ranking on that tenth, then the parts
 * once more on all sessions, so that nothing new is missing. One configuration for every shop.
 *
 * @param threads how many may be used
 * @param seed of everything random
 * @param progress takes a line now and then
 */
public record SessionModelTraining(int threads, long seed, Consumer<String> progress) {
    private static final double LEARNED_FROM = .9;
    private static final int MOST_QUESTIONS = 28_000;

    /** Of fewer sessions large trees learn what is not there. */
    static final int FEW_SESSIONS = 30_000;

    /** A place in the held-back sessions: what came before it is a question. */
    private record Place(int session, int length) {}

    public TrainedSessions train(ItemIndex items, Sessions sessions) {
        long start = System.nanoTime();
        var training = new EmbeddingTraining(threads, seed, progress);
        SessionEmbedding ofOldest = training.train(sessions.oldest(learnedFrom(sessions)), items.size());
        SessionEmbedding ofAll = training.goOn(ofOldest, sessions);
        Duration embedding = Duration.ofNanos(System.nanoTime() - start);
        SessionModel model = train(items, sessions, ofOldest, ofAll);
        return new TrainedSessions(model, embedding, Duration.ofNanos(System.nanoTime() - start));
    }

    private static int learnedFrom(Sessions sessions) {
        return (int) (sessions.count() * LEARNED_FROM);
    }

    /** As {@link #train}, with embeddings that have been trained already. */
    SessionModel train(ItemIndex items, Sessions sessions, SessionEmbedding ofOldest, SessionEmbedding ofAll) {
        int cut = learnedFrom(sessions);
        SessionRanking ranking = rank(
                SessionParts.of(sessions.oldest(cut), ofOldest),
                sessions.without(cut),
                sessions.count() < FEW_SESSIONS);
        return new SessionModel(items, SessionParts.of(sessions, ofAll), ranking);
    }

    private SessionRanking rank(SessionParts parts, Sessions heldBack, boolean small) {
        return new RankingTraining(small, threads, seed, progress).train(questions(parts, heldBack));
    }

    private Questions questions(SessionParts parts, Sessions heldBack) {
        var features = new CandidateFeatures(parts, Optional.empty());
        List<Place> places = places(heldBack);
        var questions = new Questions(Feature.ofSessions(), places.size() * Candidates.MOST);
        for (Place place : places) {
            features.find(Shopper.in(heldBack.prefix(place.session(), place.length())));
            int answer = heldBack.item(place.session(), place.length());
            for (int candidate = 0; candidate < features.size(); candidate++) {
                if (features.item(candidate) == answer) {
                    questions.add(features.rows(), Feature.count(), features.size(), candidate);
                }
            }
        }
        progress.accept("ranking: " + questions.size() + " questions whose answer is among the candidates");
        return questions;
    }

    /** Some of all places, evenly at random, in the order of time. */
    private List<Place> places(Sessions sessions) {
        List<Place> places = new ArrayList<>();
        for (int session = 0; session < sessions.count(); session++) {
            for (int length = 1; length < sessions.length(session); length++) {
                places.add(new Place(session, length));
            }
        }
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < places.size(); number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, new Random(seed));
        List<Integer> chosen = new ArrayList<>(numbers.subList(0, Math.min(MOST_QUESTIONS, numbers.size())));
        Collections.sort(chosen);
        return chosen.stream().map(places::get).toList();
    }
}
