package shopstream.demo.market;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The customers: where they live, how often they buy, what they are fond of. Most buy seldom, some every other day. */
public final class Population {

    public static final int SIZE = 50_000;

    /** The number of the first customer; the others follow without a gap. */
    public static final int FIRST_NUMBER = 103;

    /** Pareto's: the smaller, the more is bought by the few. */
    private static final double SKEW = 1.5;

    private static final double BUSIEST = 40;

    private final Country[] country = new Country[SIZE];
    private final byte[] fondness = new byte[SIZE];
    private final List<List<Integer>> byCountry = new ArrayList<>();
    private final List<Draw> activity = new ArrayList<>();

    public Population(long seed, Catalogue catalogue) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x0909);
        Draw countries =
                Draw.byWeight(Country.all().stream().mapToDouble(Country::share).toArray());
        Draw lines = Draw.byWeight(
                catalogue.lines().stream().mapToDouble(ProductLine::share).toArray());
        List<List<Double>> weights = new ArrayList<>();
        for (int i = 0; i < Country.all().size(); i++) {
            byCountry.add(new ArrayList<>());
            weights.add(new ArrayList<>());
        }
        for (int i = 0; i < SIZE; i++) {
            // The first ones make sure that no country is empty.
            int home = i < Country.all().size() ? i : countries.next(random);
            country[i] = Country.all().get(home);
            fondness[i] = (byte) lines.next(random);
            byCountry.get(home).add(i + FIRST_NUMBER);
            weights.get(home).add(Math.min(BUSIEST, Math.pow(1 - random.nextDouble(), -1 / SKEW)));
        }
        for (List<Double> of : weights) {
            activity.add(
                    Draw.byWeight(of.stream().mapToDouble(Double::doubleValue).toArray()));
        }
    }

    public Country country(int customerNumber) {
        return country[customerNumber - FIRST_NUMBER];
    }

    /** A customer of this country, busy ones more often. */
    int pick(Country from, RandomGenerator random) {
        return byCountry.get(from.index()).get(activity.get(from.index()).next(random));
    }

    /** The product line that the customer comes back for. */
    int fondness(int customerNumber) {
        return fondness[customerNumber - FIRST_NUMBER];
    }
}
