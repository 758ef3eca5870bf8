package shopstream.recommender.outcomes;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.rows.PurchaseMart;
import shopstream.recommender.live.LiveShop;
import shopstream.recommender.live.RecordListener;
import shopstream.recommender.outcomes.ShownList.Click;
import shopstream.recommender.outcomes.ShownList.Showing;
import shopstream.recommender.outcomes.SoldLines.Line;

/**
 * What became of recommendations. A list counts on the day it was shown; a click when it comes from whom the list was shown to,
 * within a day; a sale when the same customer bought what they clicked within {@link #BOUGHT_WITHIN}, for the last of the lists in
 * which they did. One thread takes records; any number ask meanwhile.
 */
public final class Outcomes implements RecordListener {
    public static final Duration BOUGHT_WITHIN = Duration.ofDays(7);

    /** Days that can be asked for. */
    public static final int DAYS = DayTallies.DAYS;

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** A list is clicked within a day, and what was clicked is bought within seven. */
    private static final long OPEN_MILLIS = DAY_MILLIS + BOUGHT_WITHIN.toMillis();

    private static final int LISTS_MOST = 100_000;
    private static final int LINES_MOST = 300_000;
    private static final int EXPOSURES_MOST = 200_000;
    private static final int PRODUCTS_MOST = 100;
    private static final int ORIGINS_MOST = 1_000;
    private static final int POPULAR_DAYS = 30;
    private static final int TENTH = 10;

    private final LiveShop shop;
    private final ZoneId zone;
    private final Predicate<Origin> isDeclared;
    private final Clock clock;
    private final ListEventReader reader = new ListEventReader();
    private final ShownLists lists;
    private final SaleRows sales;
    private final Attribution attribution;
    private final SoldLines sold = new SoldLines(LINES_MOST);
    private final DayTallies days = new DayTallies();
    private final RecentVisitors recent = new RecentVisitors();
    private final Exposures exposures = new Exposures(EXPOSURES_MOST);
    private final Map<Origin, Origin> origins = new HashMap<>();
    private long swept = Long.MIN_VALUE;
    private boolean failed;

    /**
     * @param shop that has taken each record before it is taken here
     * @param mart of what was sold
     * @param zone whose days are days
     * @param isDeclared whether the experiment and the variant that an event names are those of the shop
     */
    public Outcomes(
            LiveShop shop, Optional<PurchaseMart> mart, ZoneId zone, Predicate<Origin> isDeclared, Clock clock) {
        this(shop, mart, zone, isDeclared, clock, LISTS_MOST);
    }

    Outcomes(
            LiveShop shop,
            Optional<PurchaseMart> mart,
            ZoneId zone,
            Predicate<Origin> isDeclared,
            Clock clock,
            int listsMost) {
        this.shop = shop;
        this.zone = zone;
        this.isDeclared = isDeclared;
        this.clock = clock;
        this.lists = new ShownLists(listsMost);
        this.sales = new SaleRows(mart, shop.catalog(), sold, clock);
        this.attribution = new Attribution(shop.visitors(), lists, sold);
    }

    @Override
    public void event(byte[] value) {
        taking(() -> {
            switch (ListEventReader.topic(value)) {
                case LIST -> {
                    Optional<ListEvent> event = reader.read(value).filter(told -> !told.bot());
                    if (event.isPresent()) {
                        take(event.get());
                    }
                }
                case IDENTITY -> reader.identified(value).ifPresent(this::identified);
                case OTHER -> {}
            }
        });
    }

    private interface Taking {
        void take() throws IOException;
    }

    /** A record that cannot be read is none; the live shop has counted it. */
    private void taking(Taking one) {
        try {
            one.take();
        } catch (IOException | RuntimeException foreign) {
            if (!failed) {
                LOG.warn("A record says nothing of what became of recommendations: {}", foreign.getMessage());
            }
            failed = true;
        }
    }

    private void take(ListEvent event) {
        if (event.millis() > clock.millis() + DAY_MILLIS
                || event.visitor().key().isEmpty()) {
            return;
        }
        sweep(event.millis());
        if (!event.isClick()) {
            recent.add(event);
        }
        lists.of(event.list(), event.millis()).ifPresent(list -> {
            boolean isNew = event.isClick() ? clicked(list, event) : list.take(showing(event));
            if (isNew) {
                recount(list);
                // Another list of theirs may have been the last before a sale until now.
                list.told().forEach(click -> attribution.possibly(click).forEach(this::recountAll));
            }
        });
    }

    private boolean clicked(ShownList list, ListEvent event) {
        boolean isNew = false;
        for (int product : products(event)) {
            Click click = new Click(product, event.millis(), event.visitor());
            if (list.take(click)) {
                lists.clicked(click.visitor(), list);
                isNew = true;
            }
        }
        return isNew;
    }

    private Showing showing(ListEvent event) {
        Origin told = event.origin();
        Origin origin = told.experiment().isEmpty() || isDeclared.test(told)
                ? told
                : new Origin(told.placement(), told.source(), told.model(), "", "");
        if (origins.size() > ORIGINS_MOST) {
            origins.clear();
        }
        // One of each, and not one for each list.
        return new Showing(
                event.millis(), event.visitor(), origins.computeIfAbsent(origin, first -> first), products(event));
    }

    /** Those that the shop knows: anybody can tell of others. */
    private List<Integer> products(ListEvent event) {
        return event.products().stream()
                .limit(PRODUCTS_MOST)
                .map(shop.catalog()::indexOf)
                .filter(item -> item >= 0)
                .distinct()
                .toList();
    }

    private void identified(String browser) {
        lists.clickedBy(Visitor.keyOfBrowser(browser)).forEach(this::recount);
        // Who was taken for its user before may have lost a click to somebody else.
        shop.visitors().usersOf(browser).forEach(this::recountAll);
    }

    @Override
    public void purchase(byte[] value) {
        if (value != null) {
            taking(() -> sales.take(value).ifPresent(this::recountAll));
        }
    }

    private void recountAll(String customer) {
        attribution.clickedBy(customer).forEach(this::recount);
    }

    private void recount(ShownList list) {
        Contribution now = judged(list);
        Contribution before = list.counted();
        if (now.equals(before)) {
            return;
        }
        long millis = list.isShown() ? list.showing().millis() : 0;
        days.add(before, -1);
        exposures.add(before, millis, -1);
        days.add(now, 1);
        exposures.add(now, millis, 1);
        list.count(now);
    }

    private Contribution judged(ShownList list) {
        if (!list.isShown()) {
            return Contribution.NONE;
        }
        Showing showing = list.showing();
        List<Line> because = attribution.boughtBecauseOf(list);
        long day = day(showing.millis());
        return new Contribution(
                day,
                days.counted(day, showing.origin()),
                showing.visitor(),
                !list.clicks().isEmpty(),
                !because.isEmpty(),
                because.stream().mapToLong(Line::worth).sum(),
                showing.products());
    }

    /** Once an hour of events, and when there are too many: what nothing more is to be heard of. */
    private void sweep(long millis) {
        long hour = Math.min(millis, clock.millis()) / Duration.ofHours(1).toMillis();
        if (hour > swept) {
            swept = hour;
            lists.forgetBefore(Math.min(millis, clock.millis()) - OPEN_MILLIS);
            days.bound();
        }
        if (lists.isFull()) {
            lists.forgetBefore(lists.oldestQuarter());
        }
    }

    private long day(long millis) {
        return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toEpochDay();
    }

    /** The figures of the last days. @param over how many, from 1 to {@link #DAYS} */
    public OutcomeReport report(int over) {
        int count = shop.catalog().count();
        int wanted = Math.max(1, count / TENTH);
        Set<Integer> best = new HashSet<>(shop.popularity().best(POPULAR_DAYS, this::isThere, wanted));
        return days.report(
                day(clock.millis()), over, new DayTallies.Products(this::isThere, count, best::contains, best.size()));
    }

    private boolean isThere(int item) {
        return shop.catalog().product(item).isPresent();
    }

    /** Who was shown recommendations last. */
    public RecentVisitors recent() {
        return recent;
    }

    /** Who took part in an experiment so far. */
    public ExposedVisitors exposed(String experiment) {
        return exposures.visitors(experiment, shop.visitors(), sold);
    }

    /** How many events came too late to count. */
    public long late() {
        return lists.late();
    }
}
