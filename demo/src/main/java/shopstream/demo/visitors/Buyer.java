package shopstream.demo.visitors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import shopstream.demo.market.Catalogue;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;
import shopstream.demo.market.Product;

/** The visit that led to an order: anonymous until the checkout, with a look at what was not bought in the end. */
final class Buyer {
    /** Before they find the first thing that they buy. */
    private static final int MOST_BROWSED = 4;

    private static final int MOST_LOOKED_AT = 4;
    private static final double SHORTEST_LOOK = 8;
    private static final double LOOK = 25;

    /** How likely they look at what is recommended beside a product, before they go on. */
    private static final double LOOKS_BESIDE = 0.5;

    private static final Duration UNTIL_SHOWN = Duration.ofSeconds(2);
    private static final Duration UNTIL_CLICKED = Duration.ofSeconds(5);
    private static final String VIEWED = "Product Viewed";
    private static final String PRODUCT_PAGE = "product-page";

    private final Catalogue catalogue;
    private final Tastes tastes;
    private final Shelf shelf;
    private final RandomGenerator random;

    /** @param shelf on which they find recommendations */
    Buyer(Market market, Tastes tastes, Shelf shelf, RandomGenerator random) {
        this.catalogue = market.catalogue();
        this.tastes = tastes;
        this.shelf = shelf;
        this.random = random;
    }

    /** All that was done, in its order; the last of it is the order itself, at its own time. */
    List<Click> visit(int orderNumber, Order order) {
        int customer = order.customerNumber();
        String browser = Tastes.browserOf(customer);
        OptionalInt nobody = OptionalInt.empty();
        OptionalInt known = OptionalInt.of(customer);
        Instant end = order.time();
        List<Click> visit = new ArrayList<>();
        visit.add(Click.of("Order Completed", browser, known, end, Click.order(orderNumber, bought(order)), random));
        Instant time = before(end);
        visit.add(Click.of(Click.IDENTIFY, browser, known, time, Click.NOTHING, random));
        Taste taste = tastes.ofCustomer(customer, end);
        List<Product> still = new ArrayList<>();
        for (int i = order.lines().size() - 1; i >= 0; i--) {
            Order.Line line = order.lines().get(i);
            time = before(time);
            visit.add(about("Product Added", browser, nobody, time, line.product(), line.quantity()));
            time = before(time);
            visit.addAll(looked(browser, time, line.product(), still));
            visit.add(about(VIEWED, browser, nobody, time, line.product(), 0));
            still.add(line.product());
            if (random.nextInt(order.lines().size() + MOST_LOOKED_AT) < MOST_LOOKED_AT) {
                time = before(time);
                visit.add(about(VIEWED, browser, nobody, time, taste.pick(random), 0));
            }
        }
        for (int look = random.nextInt(MOST_BROWSED + 1); look > 0; look--) {
            time = before(time);
            visit.add(about(VIEWED, browser, nobody, time, taste.pick(random), 0));
        }
        Collections.reverse(visit);
        String campaign = order.campaign().orElse("");
        return visit.stream().map(click -> click.broughtBy(campaign)).toList();
    }

    /**
     * What was recommended beside a product, and that they came by it to something that they bought in the end; the last first.
     *
     * @param wanted what they had not found yet
     */
    private List<Click> looked(String browser, Instant viewed, Product viewing, List<Product> wanted) {
        if (wanted.isEmpty() || random.nextDouble() >= LOOKS_BESIDE) {
            return List.of();
        }
        OptionalInt nobody = OptionalInt.empty();
        List<Click> looked = new ArrayList<>();
        shelf.fill(new Shelf.Spot(PRODUCT_PAGE, browser, nobody, Optional.of(viewing.code())))
                .ifPresent(list -> {
                    Instant clicked = viewed.plus(UNTIL_CLICKED);
                    wanted.stream()
                            .filter(product -> list.products().contains(product.code()))
                            .findFirst()
                            .ifPresent(product -> {
                                int place = list.products().indexOf(product.code());
                                looked.add(about(VIEWED, browser, nobody, clicked.plusMillis(500), product, 0));
                                looked.add(Click.of(
                                        "Recommendation Clicked",
                                        browser,
                                        nobody,
                                        clicked,
                                        Click.clicked(list, PRODUCT_PAGE, place),
                                        random));
                            });
                    looked.add(Click.of(
                            "Recommendations Shown",
                            browser,
                            nobody,
                            viewed.plus(UNTIL_SHOWN),
                            Click.shown(list, PRODUCT_PAGE),
                            random));
                });
        return looked;
    }

    private List<String> bought(Order order) {
        return order.lines().stream()
                .map(line -> Click.product(line.product(), category(line.product()), line.quantity()))
                .toList();
    }

    private Click about(
            String event, String browser, OptionalInt customer, Instant time, Product product, int quantity) {
        return Click.of(event, browser, customer, time, Click.product(product, category(product), quantity), random);
    }

    private String category(Product product) {
        return catalogue.lines().get(product.line()).name();
    }

    private Instant before(Instant time) {
        double seconds = SHORTEST_LOOK - LOOK * Math.log(1 - random.nextDouble());
        return time.minus(Duration.ofMillis((long) (1000 * seconds)));
    }
}
