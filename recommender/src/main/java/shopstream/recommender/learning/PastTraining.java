package shopstream.recommender.learning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import shopstream.recommender.embedding.EmbeddingTraining;
import shopstream.recommender.embedding.SessionEmbedding;
import shopstream.recommender.live.Companions;
import shopstream.recommender.live.Deadline;
import shopstream.recommender.live.Product;
import shopstream.recommender.models.Quality;
import shopstream.recommender.ranking.LearnedRanking;
import shopstream.recommender.ranking.RankedCandidates;
import shopstream.recommender.ranking.RankingLessons;
import shopstream.recommender.ranking.Shopper;
import shopstream.recommender.sessions.Popular;
import shopstream.recommender.sessions.SessionScorer;
import shopstream.recommender.sessions.Sessions;
import shopstream.recommender.taste.LearnedTaste;
import shopstream.recommender.taste.TasteAsker;

/**
 * Trains a ranking on a shop's past, and judges it. The vectors and long-term taste are learned from all that came before the
 * questions that teach, the ranking from these questions, then the vectors go on with the visits up to the questions that judge,
 * and taste is learned anew of all up to there. What is judged is what comes of it: it has seen nothing of the questions that judge it, nor has a model that was trained like this before.
 *
 * @param threads how many may be used
 * @param seed of everything random
 * @param progress takes a line now and then
 */
public record PastTraining(int threads, long seed, Consumer<String> progress) {
    private static final int TEACHERS_MOST = 5_000;
    private static final int CANDIDATES = 100;
    private static final Duration NO_HURRY = Duration.ofDays(1);

    /**
     * What was learned, and how good it is beside the others.
     *
     * @param popular what most want
     * @param merged the same lists without anything learned
     * @param before the model that is in use, where there is one
     * @param taste long-term taste by itself, where it was learned
     */
    public record Trained(
            LearnedRanking ranking,
            Quality quality,
            Quality popular,
            Quality merged,
            Optional<Quality> before,
            Optional<Quality> taste,
            int visits,
            int teaching,
            int judging) {}

    /** Trains where nothing is known of products but what visitors did with them. @param before the model that is in use */
    public Optional<Trained> train(Past past, Optional<LearnedRanking> before) {
        return train(past, List.of(), before);
    }

    /**
     * Trains; gives nothing where the past is too little to learn from, and says so.
     *
     * @param products that the shop has, with what it says of them
     * @param before the model that is in use
     */
    public Optional<Trained> train(Past past, List<Product> products, Optional<LearnedRanking> before) {
        int[] questions = questions(past);
        if (questions.length < Partition.FEWEST) {
            progress.accept(String.format(
                    Locale.ROOT,
                    "Too little has happened to learn from: visitors turned to something new %,d times, and it takes %,d",
                    questions.length,
                    Partition.FEWEST));
            return Optional.empty();
        }
        return train(past, questions, Partition.of(questions.length), new PastTaste(past, products, progress), before);
    }

    /** The steps before which somebody can be asked. */
    private static int[] questions(Past past) {
        int[] steps = new int[past.size()];
        int[] count = {0};
        Replay.of(past).goOn(past.size(), (step, shopper, out) -> steps[count[0]++] = step);
        return Arrays.copyOf(steps, count[0]);
    }

    private Optional<Trained> train(
            Past past, int[] questions, Partition partition, PastTaste taste, Optional<LearnedRanking> before) {
        int taught = questions[partition.taught()];
        int judged = questions[partition.judged()];
        EmbeddingTraining training = new EmbeddingTraining(threads, seed, progress);
        SessionEmbedding earlier =
                training.train(PastVisits.of(past, taught), past.items().size());
        Optional<LearnedTaste> earlierTaste = taste.upTo(taught);
        Companions companions = new Companions();
        Replay replay = Replay.of(past, companions);
        replay.goOn(taught, (step, shopper, out) -> {});
        RankingLessons lessons = new RankingLessons(
                companions.parts(earlier), earlierTaste.map(known -> known.numbered(past.items()::index)));
        teach(lessons, replay, past, questions, partition);
        if (!lessons.areEnough()) {
            progress.accept("Too little has happened to learn from: of what visitors turned to, the lists foresaw "
                    + lessons.size() + " products");
            return Optional.empty();
        }
        Sessions visits = PastVisits.of(past, judged);
        LearnedRanking ordered =
                lessons.learn(past.items(), training.goOn(earlier, visits), visits.count(), threads, seed, progress);
        LearnedRanking ranking = earlierTaste
                .flatMap(known -> taste.upTo(judged))
                .map(ordered::with)
                .orElse(ordered);
        Tally popular =
                new Tally("popular", ofSession(new SeldomAnew(new Popular(companions.history()).scorer(), CANDIDATES)));
        Tally merged = new Tally("lists merged by rank", merging(companions));
        Tally own = new Tally(ranking.name(), ranking(companions, ranking, past));
        Optional<Tally> other = before.map(known -> new Tally("the model in use", ranking(companions, known, past)));
        List<Tally> all = new ArrayList<>(List.of(popular, merged, own));
        Optional<Tally> alone = ranking.taste().map(known -> new Tally("long-term taste", taste(known, past)));
        other.ifPresent(all::add);
        alone.ifPresent(all::add);
        replay.goOn(past.size(), (step, shopper, out) -> {
            Shopper known = shopper.get();
            all.forEach(tally -> tally.ask(known, past.item(step), out));
        });
        return Optional.of(new Trained(
                ranking,
                own.quality(),
                popular.quality(),
                merged.quality(),
                other.map(Tally::quality),
                alone.map(Tally::quality),
                visits.count(),
                lessons.size(),
                partition.all() - partition.judged()));
    }

    private static void teach(RankingLessons lessons, Replay replay, Past past, int[] questions, Partition partition) {
        int stride = partition.stride(TEACHERS_MOST);
        int[] number = {0};
        replay.goOn(questions[partition.judged()], (step, shopper, out) -> {
            if (number[0]++ % stride == 0) {
                lessons.add(shopper.get(), past.item(step));
            }
        });
    }

    private static Tally.Answering ofSession(SessionScorer scorer) {
        return (shopper, into) -> scorer.best(shopper.session(), into);
    }

    private static Tally.Answering merging(Companions companions) {
        Companions.Reader reader = companions.reader();
        return ofSession((session, into) -> reader.merge(session, Deadline.in(NO_HURRY), into));
    }

    private static Tally.Answering taste(LearnedTaste learned, Past past) {
        TasteAsker asker = learned.numbered(past.items()::index).asker();
        return (shopper, into) -> asker.best(shopper.history(), into);
    }

    private static Tally.Answering ranking(Companions companions, LearnedRanking learned, Past past) {
        RankedCandidates.Asker asker =
                companions.ranked(learned, past.items()::index).asker();
        return (shopper, into) -> asker.best(shopper, () -> {}, into);
    }
}
