package shopstream.recommender.experiments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shopstream.recommender.answers.Request;
import shopstream.recommender.outcomes.Origin;

/** The experiments that a shop declares. */
public record Experiments(List<Experiment> all) {
    public static final Experiments NONE = new Experiments(List.of());

    public Experiments {
        all = List.copyOf(all);
    }

    /** The experiment that a request takes part in, and with which variant. */
    public record Assignment(Experiment experiment, Experiment.Variant variant) {}

    /**
     * What a request takes part in: nothing without a placement, or without anybody to tell apart from others.
     *
     * @param placement for which the request is
     */
    public Optional<Assignment> assigned(Optional<String> placement, Request request) {
        Optional<String> visitor = request.user()
                .map(user -> "user " + user)
                .or(() -> request.browser().map(browser -> "browser " + browser));
        return placement
                .filter(named -> visitor.isPresent())
                .flatMap(named -> on(named, request.now()))
                .map(experiment -> new Assignment(experiment, experiment.of(visitor.get())));
    }

    private Optional<Experiment> on(String placement, Instant now) {
        return all.stream()
                .filter(experiment -> experiment.placement().equals(placement) && experiment.isOn(now))
                .findFirst();
    }

    /** Whether there is such a variant of such an experiment at that placement: events can name anything. */
    public boolean declare(Origin origin) {
        return all.stream()
                .anyMatch(experiment -> experiment.name().equals(origin.experiment())
                        && experiment.placement().equals(origin.placement())
                        && experiment.variant(origin.variant()).isPresent());
    }
}
