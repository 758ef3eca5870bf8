package shopstream.recommender.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import shopstream.recommender.outcomes.ExposedVisitors;
import shopstream.recommender.outcomes.ExposedVisitors.ExposedVisitor;

/**
 * What an experiment says so far.
 *
 * @param mixed visitors who were shown more than one variant, and are left out
 * @param sampleRatio how likely the visitors' shares are, if all is well; empty before there are any
 * @param isCut whether there were more visitors than are kept
 */
public record ExperimentResult(
        Experiment experiment, List<VariantResult> variants, int mixed, OptionalDouble sampleRatio, boolean isCut) {
    /** A variant with fewer visitors says nothing: a mean of so few is not nearly normal yet. */
    public static final int VISITORS_LEAST = 100;

    /** What can be said. */
    public enum Verdict {
        NOT_ENOUGH_DATA,
        /** Visitors did not come to the variants in the declared shares: whatever the figures say, it is not true. */
        SPLIT_IS_WRONG,
        /** There may be a difference, and there may be none. */
        NO_DIFFERENCE_SEEN,
        BETTER,
        WORSE
    }

    /**
     * One variant's figures; estimates are empty for fewer than two visitors.
     *
     * @param revenue per visitor, whatever they bought within a week of the first list, in the shop's currency
     * @param conversion the share of visitors who bought anything in that time
     * @param clicksMore how much larger the click-through is than the control's; empty for the control itself
     * @param revenueMore likewise
     * @param clicks what follows for the click-through
     * @param money what follows for the revenue
     */
    public record VariantResult(
            Experiment.Variant variant,
            long visitors,
            Optional<Estimate> clickThrough,
            Optional<Estimate> conversion,
            Optional<Estimate> revenue,
            Optional<Estimate> clicksMore,
            Optional<Estimate> revenueMore,
            Verdict clicks,
            Verdict money) {}

    /** The figures of one variant's visitors. */
    private static final class Arm {
        private final ClickThrough clicks = new ClickThrough();
        private final Sample conversion = new Sample();
        private final Sample revenue = new Sample();

        private void add(ExposedVisitor visitor) {
            clicks.add(visitor.shown(), visitor.clicked());
            conversion.add(visitor.bought() ? 1 : 0);
            revenue.add(visitor.revenue());
        }

        private long visitors() {
            return revenue.count();
        }

        private boolean isKnown() {
            return visitors() > 1;
        }
    }

    /** What follows from what those did who took part. */
    public static ExperimentResult of(Experiment experiment, ExposedVisitors exposed) {
        List<Arm> arms = new ArrayList<>();
        for (Experiment.Variant variant : experiment.variants()) {
            Arm arm = new Arm();
            exposed.visitors().stream()
                    .filter(visitor -> visitor.variant().equals(variant.name()))
                    .forEach(arm::add);
            arms.add(arm);
        }
        long[] visitors = arms.stream().mapToLong(Arm::visitors).toArray();
        double[] shares = experiment.variants().stream()
                .mapToDouble(Experiment.Variant::share)
                .toArray();
        boolean isAny = arms.stream().anyMatch(arm -> arm.visitors() > 0);
        OptionalDouble ratio =
                isAny ? OptionalDouble.of(SampleRatio.probability(visitors, shares)) : OptionalDouble.empty();
        boolean isWrong = ratio.isPresent() && SampleRatio.isAlarming(ratio.getAsDouble());
        Arm control = arms.get(experiment.variants().indexOf(experiment.control()));
        List<VariantResult> results = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            results.add(result(experiment.variants().get(i), arms.get(i), control, isWrong));
        }
        return new ExperimentResult(experiment, results, exposed.mixed(), ratio, exposed.isCut());
    }

    private static VariantResult result(Experiment.Variant variant, Arm arm, Arm control, boolean isWrong) {
        boolean isCompared = arm != control && arm.isKnown() && control.isKnown();
        Optional<Estimate> clicks = isCompared ? Optional.of(arm.clicks.minus(control.clicks)) : Optional.empty();
        Optional<Estimate> revenue = isCompared ? Optional.of(arm.revenue.minus(control.revenue)) : Optional.empty();
        boolean isEnough = arm.visitors() >= VISITORS_LEAST && control.visitors() >= VISITORS_LEAST;
        return new VariantResult(
                variant,
                arm.visitors(),
                arm.isKnown() ? Optional.of(arm.clicks.rate()) : Optional.empty(),
                arm.isKnown() ? Optional.of(arm.conversion.mean()) : Optional.empty(),
                arm.isKnown() ? Optional.of(arm.revenue.mean()) : Optional.empty(),
                clicks,
                revenue,
                verdict(clicks, isEnough, isWrong),
                verdict(revenue, isEnough, isWrong));
    }

    private static Verdict verdict(Optional<Estimate> more, boolean isEnough, boolean isWrong) {
        if (isWrong) {
            return Verdict.SPLIT_IS_WRONG;
        }
        if (!isEnough || more.isEmpty()) {
            return Verdict.NOT_ENOUGH_DATA;
        }
        if (more.get().includesZero()) {
            return Verdict.NO_DIFFERENCE_SEEN;
        }
        return more.get().value() > 0 ? Verdict.BETTER : Verdict.WORSE;
    }
}
