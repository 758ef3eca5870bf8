package shopstream.app.scheduled;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.configuration.ScheduleDeclaration;
import shopstream.app.configuration.ScheduleDeclaration.TrainingSetBuild;
import shopstream.app.configuration.Shop;
import shopstream.contracts.Contract;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Problems;
import shopstream.operations.schedules.ScheduledWork;
import shopstream.warehouse.training.RequiredDatasets;
import shopstream.warehouse.training.TrainingFiles;
import shopstream.warehouse.training.TrainingProblem;
import shopstream.warehouse.training.TrainingSet;

/** Tells apart the works that cannot be done since the source lacks tables: failing each week would help nobody. */
public final class PossibleWorks {
    private static final Logger LOG = LoggerFactory.getLogger(PossibleWorks.class);

    private final Shop shop;
    private final Set<String> missing;

    /** @param missing datasets whose tables the source does not have */
    public PossibleWorks(Shop shop, Set<String> missing) {
        this.shop = shop;
        this.missing = Set.copyOf(missing);
    }

    /** The same works; those that cannot be done are off, and say why. */
    public List<ScheduledWork> of(List<ScheduledWork> works) {
        if (missing.isEmpty()) {
            return works;
        }
        List<TrainingSet> sets = TrainingFiles.read(shop.configuration().training(), new Problems());
        return works.stream()
                .map(work -> work.unless(
                        set(work, sets).flatMap(this::lacking).map(lacking -> "off: the source has no " + lacking)))
                .toList();
    }

    private Optional<TrainingSet> set(ScheduledWork work, List<TrainingSet> sets) {
        return shop.configuration().schedules().stream()
                .filter(declared -> declared.schedule().equals(work.schedule()))
                .map(ScheduleDeclaration::job)
                .filter(TrainingSetBuild.class::isInstance)
                .map(TrainingSetBuild.class::cast)
                .flatMap(build -> sets.stream().filter(set -> set.name().equals(build.set())))
                .findFirst();
    }

    private Optional<String> lacking(TrainingSet set) {
        try {
            Set<String> lacking = new TreeSet<>(RequiredDatasets.of(
                    set,
                    shop.contracts().stream().map(Contract::dataset).toList(),
                    shop.seeds().stream().map(Seed::name).toList()));
            lacking.retainAll(missing);
            return lacking.isEmpty() ? Optional.empty() : Optional.of(String.join(" and no ", lacking));
        } catch (TrainingProblem wrong) {
            // Its run says it, with what to do.
            LOG.debug("Cannot tell what {} reads", set.name(), wrong);
            return Optional.empty();
        }
    }
}
