package shopstream.demo.visitors;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.demo.market.Market;
import shopstream.demo.market.Order;

/** Visitors who click now, at a steady rate, until closed; those who have bought are told as soon as their order is written. */
public final class LiveVisits implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveVisits.class);

    /** What is done in between is told together. */
    private static final Duration BEAT = Duration.ofMillis(250);

    private static final Duration UNHEARD = Duration.ofSeconds(1);

    /** Who is further behind lets those clicks go; and so does who is not heard. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(10);

    /** Orders whose visits wait for their turn; a shop that sells more than is clicked has orders without a visit. */
    private static final int MOST_WAITING = 200;

    private static final double SECONDS_BETWEEN_CLICKS = 15;

    private final double perSecond;
    private final Telling telling;
    private final Buyer buyer;
    private final Crowd crowd;
    private final BlockingQueue<Sold> sold = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Deque<Click> ofBuyers = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong told = new AtomicLong();
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "sample-shop-visitors");

    private record Sold(int orderNumber, Order order) {}

    private LiveVisits(Market market, Tastes tastes, double perSecond, URI platform, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.telling = new Telling(platform, clock);
        long begun = clock.millis();
        Shelf shelf = new PlatformShelf(platform);
        this.buyer = new Buyer(market, tastes, shelf, market.random(begun ^ 0xB0B));
        this.crowd = new Crowd(
                market,
                tastes,
                shelf,
                (int) Math.max(3, perSecond * SECONDS_BETWEEN_CLICKS),
                market.random(begun ^ 0xC0D));
    }

    /** Lets visitors click {@code perSecond} times, above 0, at a platform such as {@code http://localhost:8080}. */
    public static LiveVisits start(Market market, Tastes tastes, double perSecond, URI platform, Clock clock) {
        LiveVisits visits = new LiveVisits(market, tastes, perSecond, platform, clock);
        visits.thread.setDaemon(true);
        visits.thread.start();
        return visits;
    }

    /** The traffic has written an order; the visit that led to it is told next. */
    public void sold(int orderNumber, Order order) {
        // Where there is no room, nobody waits: the traffic goes on.
        sold.offer(new Sold(orderNumber, order));
    }

    /** How many clicks the platform has taken. */
    public long told() {
        return told.get();
    }

    /** Returns when the last click is told. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(FORGOTTEN_AFTER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long last = System.nanoTime();
            double owed = 0;
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                owed = Math.min(owed + perSecond * (now - last) / 1e9, perSecond * FORGOTTEN_AFTER.toSeconds());
                last = now;
                int due = Math.min((int) owed, Telling.AT_ONCE);
                owed -= due;
                if (due > 0) {
                    tell(clicks(due));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Buyers are heard first, but others too. */
    private List<Click> clicks(int due) {
        List<Click> clicks = new ArrayList<>(due);
        while (clicks.size() < (due + 1) / 2 && isABuyerThere()) {
            clicks.add(ofBuyers.poll());
        }
        while (clicks.size() < due) {
            clicks.add(crowd.next(clock.instant()));
        }
        return clicks;
    }

    private boolean isABuyerThere() {
        Sold next = ofBuyers.isEmpty() ? sold.poll() : null;
        if (next != null) {
            ofBuyers.addAll(buyer.visit(next.orderNumber(), next.order()));
        }
        return !ofBuyers.isEmpty();
    }

    private void tell(List<Click> clicks) throws InterruptedException {
        long until = System.nanoTime() + FORGOTTEN_AFTER.toNanos();
        while (!telling.tell(clicks)) {
            if (System.nanoTime() > until) {
                LOG.warn("{} clicks in the sample shop were not heard", clicks.size());
                return;
            }
            if (closed.await(UNHEARD.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        told.addAndGet(clicks.size());
    }
}
