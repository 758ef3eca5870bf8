package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.RecommendationTable;
import shopstream.lake.StoreTrial;
import shopstream.warehouse.training.LakeMoment;

/**
 * The lake as questions read it: all that it holds now; opened when first asked for. Its storage or its catalog may be
 * elsewhere, and away: then what is asked of it throws what {@link shopstream.lake.StoreProblem} knows.
 */
public final class AskedLake implements AutoCloseable {
    private final Supplier<Optional<LakeAddress>> found;
    private final Clock clock;
    private LakeAddress address;
    private Lake lake;

    /** @param address asked for until there is one: a shop may have no lake yet */
    public AskedLake(Supplier<Optional<LakeAddress>> address, Clock clock) {
        this.found = address;
        this.clock = clock;
    }

    /** The datasets that it has; none where there is no lake. */
    List<String> datasets() {
        return opened().map(Lake::datasets).orElse(List.of());
    }

    /** What it holds of some of them now. */
    LakeMoment now(Collection<String> datasets) {
        Optional<Lake> open = datasets.isEmpty() ? Optional.empty() : opened();
        return open.map(there -> {
                    requireThere();
                    return LakeMoment.now(there, datasets, clock.instant());
                })
                .orElseGet(() -> new LakeMoment(List.of(), clock.instant(), true));
    }

    /** That its storage answers: whoever reads what does not answer asks it again and again, for more than a minute. */
    private void requireThere() {
        StoreTrial.absence(address).ifPresent(away -> {
            throw away;
        });
    }

    /** Whether it has the table of what was recommended to whom. */
    boolean hasRecommendations() {
        return opened().filter(Lake::hasRecommendations).isPresent();
    }

    /** The files of that table now. */
    List<Path> recommendations() {
        return opened().flatMap(there -> {
                    requireThere();
                    return there.recommendationsIfAny();
                })
                .map(RecommendationTable::files)
                .orElse(List.of());
    }

    private synchronized Optional<Lake> opened() {
        if (lake == null) {
            found.get().ifPresent(where -> {
                address = where;
                lake = Lake.open(where);
            });
        }
        return Optional.ofNullable(lake);
    }

    @Override
    public synchronized void close() {
        if (lake != null) {
            lake.close();
        }
    }
}
