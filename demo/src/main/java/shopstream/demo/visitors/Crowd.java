package shopstream.demo.visitors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Catalogue;
import shopstream.demo.market.Market;
import shopstream.demo.market.Population;
import shopstream.demo.market.Product;

/** Those who look around and buy nothing, this time. Most are nobody the shop knows; some come again. */
final class Crowd {
    private static final int ANONYMOUS = 20_000;
    private static final double SIGNED_IN = 0.15;

    /** How likely a click is the last of its visit, and is about the cart. */
    private static final double LEAVES = 0.14;

    private static final double ADDS = 0.12;
    private static final double REMOVES = 0.04;

    private static final class Visit {
        final String browser;
        final OptionalInt customer;
        final Taste taste;
        final List<Product> cart = new ArrayList<>();
        Product viewed;
        boolean isKnown;

        Visit(String browser, OptionalInt customer, Taste taste) {
            this.browser = browser;
            this.customer = customer;
            this.taste = taste;
        }
    }

    private final Catalogue catalogue;
    private final Tastes tastes;
    private final RandomGenerator random;
    private final Visit[] present;

    /** @param size how many are in the shop at a time */
    Crowd(Market market, Tastes tastes, int size, RandomGenerator random) {
        this.catalogue = market.catalogue();
        this.tastes = tastes;
        this.random = random;
        this.present = new Visit[size];
    }

    /** What one of them does now. */
    Click next(Instant now) {
        int who = random.nextInt(present.length);
        if (present[who] == null) {
            present[who] = arrival(now);
        }
        Click click = click(present[who], now);
        if (random.nextDouble() < LEAVES) {
            present[who] = null;
        }
        return click;
    }

    private Visit arrival(Instant now) {
        if (random.nextDouble() < SIGNED_IN) {
            int customer = Population.FIRST_NUMBER + random.nextInt(Population.SIZE);
            return new Visit(Tastes.browserOf(customer), OptionalInt.of(customer), tastes.ofCustomer(customer, now));
        }
        int visitor = random.nextInt(ANONYMOUS);
        return new Visit("visitor-" + visitor, OptionalInt.empty(), tastes.ofAnonymous(visitor, now));
    }

    private Click click(Visit visit, Instant now) {
        if (visit.customer.isPresent() && !visit.isKnown) {
            visit.isKnown = true;
            return Click.of(Click.IDENTIFY, visit.browser, visit.customer, now, Click.NOTHING, random);
        }
        if (visit.viewed != null && random.nextDouble() < ADDS) {
            visit.cart.add(visit.viewed);
            return about("Product Added", visit, visit.viewed, 1, now);
        }
        if (!visit.cart.isEmpty() && random.nextDouble() < REMOVES) {
            return about("Product Removed", visit, visit.cart.remove(visit.cart.size() - 1), 1, now);
        }
        visit.viewed = visit.taste.pick(random);
        return about("Product Viewed", visit, visit.viewed, 0, now);
    }

    private Click about(String event, Visit visit, Product product, int quantity, Instant now) {
        String category = catalogue.lines().get(product.line()).name();
        return Click.of(event, visit.browser, visit.customer, now, Click.product(product, category, quantity), random);
    }
}
