package shopstream.recommender.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Place;
import shopstream.recommender.experiments.Experiment.Variant;
import shopstream.recommender.experiments.Experiment.Way;
import shopstream.recommender.experiments.ExperimentResult.VariantResult;
import shopstream.recommender.experiments.ExperimentResult.Verdict;
import shopstream.recommender.outcomes.ExposedVisitors;
import shopstream.recommender.outcomes.ExposedVisitors.ExposedVisitor;

class ExperimentResultTest {
    private static final Experiment EXPERIMENT = new Experiment(
            "trial",
            "home",
            List.of(new Variant("mine", Way.PERSONAL, 50), new Variant("popular", Way.POPULAR, 50)),
            Optional.empty(),
            Optional.empty(),
            new Place(Path.of("trial.yaml"), 1));

    /** Visitors who are shown some lists, some of them keen and most not, as real ones are. */
    private static List<ExposedVisitor> visitors(String variant, int count, double clicks, double buys, Random random) {
        List<ExposedVisitor> visitors = new ArrayList<>();
        for (int visitor = 0; visitor < count; visitor++) {
            int shown = 1 + random.nextInt(6);
            double keen = random.nextInt(4) == 0 ? 2.5 : 0.5;
            int clicked = (int) IntStream.range(0, shown)
                    .filter(list -> random.nextDouble() < clicks * keen)
                    .count();
            boolean bought = random.nextDouble() < buys;
            visitors.add(new ExposedVisitor(variant, shown, clicked, bought, bought ? 20 + random.nextInt(200) : 0));
        }
        return visitors;
    }

    private static ExperimentResult result(List<ExposedVisitor> mine, List<ExposedVisitor> popular) {
        List<ExposedVisitor> all = new ArrayList<>(mine);
        all.addAll(popular);
        return ExperimentResult.of(EXPERIMENT, new ExposedVisitors(all, 0, false));
    }

    private static VariantResult mine(ExperimentResult result) {
        return result.variants().get(0);
    }

    @Test
    void aVariantWithTooFewVisitorsSaysNothing() {
        Random random = new Random(1);
        ExperimentResult result =
                result(visitors("mine", 99, 0.9, 0.9, random), visitors("popular", 110, 0.01, 0, random));
        assertThat(mine(result).clicks()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
        assertThat(mine(result).money()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
        assertThat(mine(result).visitors()).isEqualTo(99);
    }

    @Test
    void withoutVisitorsThereIsNothingToEstimate() {
        ExperimentResult result = result(List.of(), List.of());
        assertThat(result.sampleRatio()).isEmpty();
        assertThat(mine(result).clickThrough()).isEmpty();
        assertThat(mine(result).clicks()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }

    @Test
    void aClearDifferenceIsSeen() {
        Random random = new Random(2);
        ExperimentResult result =
                result(visitors("mine", 2_000, 0.20, 0.10, random), visitors("popular", 2_000, 0.10, 0.05, random));
        assertThat(mine(result).clicks()).isEqualTo(Verdict.BETTER);
        assertThat(mine(result).money()).isEqualTo(Verdict.BETTER);
        ExperimentResult reverse =
                result(visitors("mine", 2_000, 0.10, 0.05, random), visitors("popular", 2_000, 0.20, 0.10, random));
        assertThat(mine(reverse).clicks()).isEqualTo(Verdict.WORSE);
        assertThat(mine(reverse).money()).isEqualTo(Verdict.WORSE);
    }

    @Test
    void inNineteenOfTwentyTrialsWithoutADifferenceNoneIsSeen() {
        Random random = new Random(3);
        int clicksSeen = 0;
        int moneySeen = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            VariantResult mine =
                    mine(result(visitors("mine", 300, 0.1, 0.1, random), visitors("popular", 300, 0.1, 0.1, random)));
            clicksSeen += mine.clicksMore().orElseThrow().includesZero() ? 0 : 1;
            moneySeen += mine.revenueMore().orElseThrow().includesZero() ? 0 : 1;
        }
        // 5 % of a thousand, give or take three standard deviations.
        assertThat(clicksSeen).isBetween(29, 71);
        assertThat(moneySeen).isBetween(29, 71);
    }

    @Test
    void visitorsWhoDoNotComeInTheDeclaredSharesMakeEveryComparisonFalse() {
        Random random = new Random(4);
        ExperimentResult result =
                result(visitors("mine", 1_000, 0.3, 0.3, random), visitors("popular", 800, 0.1, 0.1, random));
        assertThat(result.sampleRatio().orElseThrow()).isLessThan(0.001);
        assertThat(mine(result).clicks()).isEqualTo(Verdict.SPLIT_IS_WRONG);
    }

    /** Compared with SciPy: Welch on 1, 2, 3, 4, 10 beside 2, 2, 3, 1, and chi-square of 60 and 40 where 50 each were due. */
    @Test
    void theFormulasAreThoseOfTheBooks() {
        Sample one = new Sample();
        Sample other = new Sample();
        for (double figure : new double[] {1, 2, 3, 4, 10}) {
            one.add(figure);
        }
        for (double figure : new double[] {2, 2, 3, 1}) {
            other.add(figure);
        }
        Estimate more = one.minus(other);
        assertThat(more.value()).isCloseTo(2, within(1e-12));
        assertThat(more.low()).isCloseTo(-2.33403, within(1e-5));
        assertThat(more.high()).isCloseTo(6.33403, within(1e-5));
        assertThat(SampleRatio.probability(new long[] {60, 40}, new double[] {1, 1}))
                .isCloseTo(0.0455003, within(1e-6));
    }
}
