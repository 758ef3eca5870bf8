package shopstream.demo.market;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Turns an arrival into an order: who it is, what goes into the basket, at what price.
 *
 * <p>Countries differ in taste, customers have a line they are fond of, popular products sell more, most pay the suggested
 * price and some get a discount.
 */
public final class OrderSource {

    /** What {@link #LINES} comes to on average. */
    static final double LINES_PER_ORDER = 3.07;

    /** How many orders have one line, two lines, and so on. */
    private static final Draw LINES = Draw.byWeight(22, 24, 20, 14, 9, 5, 3, 2, 1);

    private static final int[] QUANTITIES = {1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 40};
    private static final Draw QUANTITY = Draw.byWeight(38, 22, 12, 8, 5, 5, 2, 3, 2, 1.2, 1, 0.3);

    private static final double FOND = 0.4;
    private static final double LOYAL_TO_THEME = 0.8;

    private final Catalogue catalogue;
    private final Population population;
    private final List<Draw> taste = new ArrayList<>();

    public OrderSource(long seed, Catalogue catalogue, Population population) {
        this.catalogue = catalogue;
        this.population = population;
        SplittableRandom random = new SplittableRandom(seed ^ 0x7A57E);
        for (int i = 0; i < Country.all().size(); i++) {
            taste.add(Draw.byWeight(catalogue.lines().stream()
                    .mapToDouble(line -> line.share() * Math.exp(0.4 * random.nextGaussian()))
                    .toArray()));
        }
    }

    /** What this one buys. */
    public Order order(Arrivals.Arrival arrival, RandomGenerator random) {
        int customer = population.pick(arrival.country(), random);
        List<Product> basket = basket(arrival, customer, random);
        boolean campaign = arrival.wish().flatMap(Surge::name).isPresent();
        List<Order.Line> lines = new ArrayList<>(basket.size());
        for (Product product : basket) {
            lines.add(new Order.Line(product, quantity(random), discounted(product.msrpCents(), campaign, random)));
        }
        return new Order(arrival.time(), customer, lines, arrival.wish().flatMap(Surge::name));
    }

    /** How many pieces of one product somebody takes: mostly few, at times a dozen or two. */
    public static int quantity(RandomGenerator random) {
        return QUANTITIES[QUANTITY.next(random)];
    }

    /** What one piece is sold for, of which {@code msrpCents} is suggested. */
    public static long discounted(long msrpCents, boolean campaign, RandomGenerator random) {
        int percent = campaign ? 10 : 0;
        double luck = random.nextDouble();
        if (luck < 0.1) {
            percent += random.nextInt(10, 21);
        } else if (luck < 0.4) {
            percent += random.nextInt(2, 10);
        }
        return Math.max(1, Math.round(msrpCents * (100 - percent) / 100.0));
    }

    private List<Product> basket(Arrivals.Arrival arrival, int customer, RandomGenerator random) {
        List<Product> basket = new ArrayList<>();
        Set<Product> inside = new HashSet<>();
        int size = 1 + LINES.next(random);
        if (arrival.wish().flatMap(Surge::product).isPresent()) {
            Product wished = arrival.wish().flatMap(Surge::product).get();
            basket.add(wished);
            inside.add(wished);
            size = random.nextInt(3) == 0 ? 2 : 1;
        }
        while (basket.size() < size) {
            Product product = catalogue.pick(line(arrival, customer, random), random);
            if (inside.add(product)) {
                basket.add(product);
            }
        }
        return basket;
    }

    private int line(Arrivals.Arrival arrival, int customer, RandomGenerator random) {
        if (arrival.wish().flatMap(Surge::line).isPresent() && random.nextDouble() < LOYAL_TO_THEME) {
            return arrival.wish().flatMap(Surge::line).get().index();
        }
        return random.nextDouble() < FOND
                ? population.fondness(customer)
                : taste.get(arrival.country().index()).next(random);
    }
}
