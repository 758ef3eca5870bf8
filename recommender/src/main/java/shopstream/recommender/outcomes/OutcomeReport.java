package shopstream.recommender.outcomes;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What became of what was recommended on some days, the last of which is today.
 *
 * @param days each of them, the first first; also those on which nothing was shown
 * @param sources by what the lists were worked out from, as answers name it
 * @param bestSellers how many products count as such
 * @param products how many the shop has
 */
public record OutcomeReport(
        List<Day> days,
        Figures total,
        Map<String, Figures> placements,
        Map<String, Figures> sources,
        Map<Origin, Figures> origins,
        int bestSellers,
        int products) {

    /** One day of them, in the shop's zone. */
    public record Day(LocalDate day, Figures total, Map<String, Figures> sources) {}
}
