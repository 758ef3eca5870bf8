package shopstream.recommender.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shopstream.contracts.yaml.Place;
import shopstream.recommender.answers.Request;
import shopstream.recommender.experiments.Experiment.Variant;
import shopstream.recommender.experiments.Experiment.Way;
import shopstream.recommender.outcomes.Origin;

class ExperimentTest {
    private static final int MANY = 20_000;

    private static Experiment experiment(String name) {
        return new Experiment(
                name,
                "home",
                List.of(new Variant("mine", Way.PERSONAL, 75), new Variant("popular", Way.POPULAR, 25)),
                Optional.empty(),
                Optional.empty(),
                new Place(Path.of(name + ".yaml"), 1));
    }

    private static boolean isMine(Experiment experiment, int visitor) {
        return experiment.of("browser visitor-" + visitor).name().equals("mine");
    }

    @Test
    void visitorsAreSplitInTheDeclaredShares() {
        Experiment experiment = experiment("one");
        long mine = IntStream.range(0, MANY)
                .filter(visitor -> isMine(experiment, visitor))
                .count();
        // Three and a half standard deviations of a fair split.
        assertThat(mine / (double) MANY).isBetween(0.739, 0.761);
    }

    @Test
    void theSplitOfOneExperimentSaysNothingAboutThatOfAnother() {
        Experiment one = experiment("one");
        Experiment other = experiment("other");
        long both = IntStream.range(0, MANY)
                .filter(visitor -> isMine(one, visitor) && isMine(other, visitor))
                .count();
        assertThat(both / (double) MANY).isBetween(0.55, 0.575);
    }

    @Test
    void onlyRequestsForItsPlacementTakePart() {
        Experiments experiments = new Experiments(List.of(experiment("one")));
        Request request = new Request(
                Optional.empty(),
                Optional.of("me"),
                List.of(),
                Optional.empty(),
                4,
                Duration.ofSeconds(1),
                Instant.EPOCH);
        assertThat(experiments.assigned(Optional.of("home"), request)).isPresent();
        assertThat(experiments.assigned(Optional.empty(), request)).isEmpty();
        assertThat(experiments.assigned(Optional.of("cart"), request)).isEmpty();
        Request nobody = new Request(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                4,
                Duration.ofSeconds(1),
                Instant.EPOCH);
        assertThat(experiments.assigned(Optional.of("home"), nobody)).isEmpty();
    }

    @Test
    void onlyWhatIsDeclaredIsDeclared() {
        Experiments experiments = new Experiments(List.of(experiment("one")));
        assertThat(experiments.declare(new Origin("home", "", "", "one", "mine")))
                .isTrue();
        assertThat(experiments.declare(new Origin("home", "", "", "one", "yours")))
                .isFalse();
        assertThat(experiments.declare(new Origin("cart", "", "", "one", "mine")))
                .isFalse();
    }
}
