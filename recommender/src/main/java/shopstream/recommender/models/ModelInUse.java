package shopstream.recommender.models;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.recommender.live.Companions;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.RankingInUse;

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

    public ModelInUse(ModelVersions versions, LiveShop shop) {
        this.versions = versions;
        this.shop = shop;
    }

    /** From the next answer on, the version counts that is in use now. To be called once the shop knows its products. */
    public synchronized void follow() {
        Companions companions = shop.companions();
        Optional<String> version = versions.inUse();
        try {
            Optional<StoredModel.Read> read =
                    version.map(versions::model).map(StoredModel::new).map(StoredModel::read);
            companions.rankBy(read.map(model -> new RankingInUse(
                    version.orElseThrow(), companions.ranked(model.learned(), shop.catalog()::indexOf))));
            trouble = read.flatMap(StoredModel.Read::withoutTaste)
                    .map(why -> "The model in use knows nothing of long-term taste: " + why);
            trouble.ifPresent(LOG::warn);
            LOG.info("Recommendations are in the order of {}", version.orElse("the lists, merged by rank"));
        } catch (RuntimeException unusable) {
            companions.rankBy(Optional.empty());
            trouble = Optional.of(
                    "The model in use cannot be used, and answers are without it: " + unusable.getMessage());
            LOG.warn("The model {} cannot be used, and answers are without it", version.orElse(""), unusable);
        }
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
