package shopstream.recommender.models;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.recommender.live.Companions;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.RankingInUse;
import shopstream.recommender.ranking.LearnedRanking;

/**
 * Puts the model that is in use into a shop's answers. One that cannot be read never is in the way of an answer: the lists are
 * merged by their ranks then, as without any, and it is said why. Where only its long-term taste cannot be read, the rest of it
 * goes on.
 */
public final class ModelInUse {
    private static final Logger LOG = LoggerFactory.getLogger(ModelInUse.class);

    private final ModelVersions versions;
    private final LiveShop shop;
    private volatile Optional<String> trouble = Optional.empty();
    private Optional<LearnedRanking> used = Optional.empty();

    public ModelInUse(ModelVersions versions, LiveShop shop) {
        this.versions = versions;
        this.shop = shop;
    }

    /** From the next answer on, the version counts that is in use now. To be called once the shop knows its products. */
    public synchronized void follow() {
        Optional<String> version = versions.inUse();
        try {
            Optional<StoredModel.Read> read =
                    version.map(versions::model).map(StoredModel::new).map(StoredModel::read);
            use(version, read.map(StoredModel.Read::learned));
            trouble = read.flatMap(StoredModel.Read::withoutTaste)
                    .map(why -> "The model in use knows nothing of long-term taste: " + why);
            trouble.ifPresent(LOG::warn);
            LOG.info("Recommendations are in the order of {}", version.orElse("the lists, merged by rank"));
        } catch (RuntimeException unusable) {
            use(Optional.empty(), Optional.empty());
            trouble = Optional.of(
                    "The model in use cannot be used, and answers are without it: " + unusable.getMessage());
            LOG.warn("The model {} cannot be used, and answers are without it", version.orElse(""), unusable);
        }
    }

    /**
     * Lets it know products that came after it was trained, by what the shop says of them. To be called now and then; where there are
     * none it takes no time.
     */
    public synchronized void welcome() {
        try {
            used.flatMap(LearnedRanking::taste)
                    .flatMap(taste -> Newcomers.joined(taste, shop.catalog()))
                    .ifPresent(joined -> {
                        use(version(), used.map(learned -> learned.with(joined)));
                        LOG.info(
                                "Long-term taste knows {} products now",
                                joined.items().size());
                    });
        } catch (RuntimeException unsolved) {
            LOG.warn("Long-term taste goes on without products that are newer than its training", unsolved);
        }
    }

    private void use(Optional<String> version, Optional<LearnedRanking> learned) {
        Companions companions = shop.companions();
        used = learned;
        companions.rankBy(learned.map(ranking ->
                new RankingInUse(version.orElseThrow(), companions.ranked(ranking, shop.catalog()::indexOf))));
    }

    /** The version that answers are ordered by; empty where none is. */
    public Optional<String> version() {
        return shop.companions().ranking().map(RankingInUse::version);
    }

    /** Why the version that should be in use is not, or not as a whole; empty where it is. */
    public Optional<String> trouble() {
        return trouble;
    }
}
