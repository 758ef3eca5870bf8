package shopstream.demo.visitors;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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

    /** How likely a visitor begins on the front page, and looks at what is recommended beside a product. */
    private static final double FRONT_PAGE = 0.5;

    private static final double LOOKS_BESIDE = 0.3;

    private static final double ADDS = 0.12;
    private static final double REMOVES = 0.04;

    private static final class Visit {
        final String browser;
        final OptionalInt customer;
        final Taste taste;
        final List<Product> cart = new ArrayList<>();
        final Deque<Click> next = new ArrayDeque<>();
        Product viewed;
        boolean isKnown;
        boolean hasBegun;

        Visit(String browser, OptionalInt customer, Taste taste) {
            this.browser = browser;
            this.customer = customer;
            this.taste = taste;
        }
    }

    private final Catalogue catalogue;
    private final Tastes tastes;
    private final Shelf shelf;
    private final Onlooker onlooker;
    private final RandomGenerator random;
    private final Visit[] present;

    /**
     * @param shelf on which they find recommendations
     * @param size how many are in the shop at a time
     */
    Crowd(Market market, Tastes tastes, Shelf shelf, int size, RandomGenerator random) {
        this.catalogue = market.catalogue();
        this.tastes = tastes;
        this.shelf = shelf;
        this.onlooker = new Onlooker(market.catalogue());
        this.random = random;
        this.present = new Visit[size];
    }

    /** What one of them does now. */
    Click next(Instant now) {
        int who = random.nextInt(present.length);
        if (present[who] == null) {
            present[who] = arrival(now);
        }
        Visit visit = present[who];
        Click click =
                visit.next.isEmpty() ? click(visit, now) : visit.next.poll().at(now);
        if (visit.next.isEmpty() && random.nextDouble() < LEAVES) {
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
        if (!visit.hasBegun) {
            visit.hasBegun = true;
            if (random.nextDouble() < FRONT_PAGE) {
                look("home", visit, now);
            }
        } else if (visit.viewed != null && random.nextDouble() < LOOKS_BESIDE) {
            look("product-page", visit, now);
        }
        if (!visit.next.isEmpty()) {
            return visit.next.poll();
        }
        visit.viewed = visit.taste.pick(random);
        return about("Product Viewed", visit, visit.viewed, 0, now);
    }

    /** Looks at what is recommended, and does so with what they like of it. */
    private void look(String placement, Visit visit, Instant now) {
        OptionalInt customer = visit.isKnown ? visit.customer : OptionalInt.empty();
        Optional<String> viewing = Optional.ofNullable(visit.viewed).map(Product::code);
        shelf.fill(new Shelf.Spot(placement, visit.browser, customer, viewing)).ifPresent(list -> {
            visit.next.add(told("Recommendations Shown", visit, Click.shown(list, placement), now));
            onlooker.click(visit.taste, list.products(), random).ifPresent(place -> {
                visit.viewed = onlooker.product(list.products().get(place));
                visit.next.add(told("Recommendation Clicked", visit, Click.clicked(list, placement, place), now));
                visit.next.add(about("Product Viewed", visit, visit.viewed, 0, now));
            });
        });
    }

    private Click told(String event, Visit visit, String properties, Instant now) {
        return Click.of(event, visit.browser, visit.customer, now, properties, random);
    }

    private Click about(String event, Visit visit, Product product, int quantity, Instant now) {
        String category = catalogue.lines().get(product.line()).name();
        return told(event, visit, Click.product(product, category, quantity), now);
    }
}
