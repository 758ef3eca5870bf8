package shopstream.recommender.learning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A past of customers who each like one kind of thing, {@code line-2-7} being the seventh of the second kind. They order of it, and
 * come on a new browser each time: there they look at one of the products that everybody looks at, {@code front-0} and so on, and
 * then at something of their kind that they had not had to do with. So what a visit was at says nothing of what comes next, and what
 * a customer liked says all.
 */
public final class TastePast {
    public static final int LINES = 6;
    public static final int OF_ONE_LINE = 30;
    public static final int FRONT = 5;
    private static final long BEGIN = 1_777_000_000_000L;
    private static final long MINUTE = 60_000;

    private TastePast() {}

    /** Who is told what happened, in the order of time. */
    interface Listener {
        void ordered(String order, String customer, String product, long millis);

        void seen(String browser, String customer, String product, long millis);
    }

    /** @param visits of each customer, 15 at most */
    public static Past of(int customers, int visits, long seed) {
        Past.Builder past = Past.builder(100_000, Long.MAX_VALUE);
        tell(customers, visits, seed, BEGIN, new Listener() {
            @Override
            public void ordered(String order, String customer, String product, long millis) {
                past.ordered(order, Optional.of(customer), product, millis);
            }

            @Override
            public void seen(String browser, String customer, String product, long millis) {
                past.seen(browser, Optional.of(customer), product, millis);
            }
        });
        return past.build();
    }

    /** @param begin when the first of it happens, in milliseconds since 1970; each visit is a minute after the one before */
    static void tell(int customers, int visits, long seed, long begin, Listener listener) {
        var random = new Random(seed);
        List<Deque<String>> liked = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            liked.add(liked("line-" + customer % LINES, random));
        }
        long now = begin;
        for (int visit = 0; visit < visits; visit++) {
            for (int customer = 0; customer < customers; customer++) {
                now += MINUTE;
                String who = "customer-" + customer;
                String browser = "browser-" + customer + "-" + visit;
                listener.ordered(
                        "order-" + customer + "-" + visit,
                        who,
                        liked.get(customer).pop(),
                        now);
                listener.seen(browser, who, "front-" + random.nextInt(FRONT), now + 1);
                listener.seen(browser, who, liked.get(customer).pop(), now + 2);
            }
        }
    }

    private static Deque<String> liked(String line, Random random) {
        List<String> products = new ArrayList<>();
        for (int place = 0; place < OF_ONE_LINE; place++) {
            products.add(line + "-" + place);
        }
        Collections.shuffle(products, random);
        return new ArrayDeque<>(products);
    }
}
