package shopstream.recommender.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import shopstream.eventlog.rows.Row;
import shopstream.recommender.declared.CustomerTable;

/**
 * Where customers are, and so where what they buy is popular. A purchase may come before the customer's row, and counts once that
 * is there. One thread changes it, any number ask.
 */
public final class Regions {
    /** Customers who are waited for; of more, those who bought first are counted in no region. */
    private static final int MOST_AWAITED = 50_000;

    /** Of one of them. Whoever bought more and has no row will get none. */
    private static final int MOST_PURCHASES = 100;

    private final Optional<CustomerTable> table;
    private final Popularity popularity;
    private final Map<String, String> ofCustomers = new ConcurrentHashMap<>();
    private final Map<String, List<Purchase>> awaited = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Purchase>> eldest) {
            return size() > MOST_AWAITED;
        }
    };

    private record Purchase(int item, long millis) {}

    Regions(Optional<CustomerTable> table, Popularity popularity) {
        this.table = table;
        this.popularity = popularity;
    }

    /** Takes a customer's row as it is now. What they bought before they moved stays where it was bought. */
    void take(Row row) {
        Optional<String> id = table.flatMap(columns -> row.text(columns.id()));
        if (id.isEmpty()) {
            return;
        }
        Optional<String> region = table.flatMap(columns -> row.text(columns.region()))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        if (region.isEmpty()) {
            ofCustomers.remove(id.get());
            return;
        }
        ofCustomers.put(id.get(), region.get().intern());
        Optional.ofNullable(awaited.remove(id.get()))
                .ifPresent(purchases ->
                        purchases.forEach(each -> popularity.addIn(region.get(), each.item(), each.millis())));
    }

    /** A customer's row is gone. */
    void remove(String id) {
        ofCustomers.remove(id);
    }

    /**
     * Something was bought.
     *
     * @param region where it went; where that is not said, the customer's counts
     * @param millis when, since 1970
     */
    void bought(Optional<String> region, Optional<String> customer, int item, long millis) {
        Optional<String> where =
                region.map(String::strip).filter(text -> !text.isEmpty()).or(() -> customer.flatMap(this::of));
        if (where.isPresent()) {
            popularity.addIn(where.get(), item, millis);
        } else if (table.isPresent() && customer.isPresent()) {
            List<Purchase> purchases = awaited.computeIfAbsent(customer.get(), first -> new ArrayList<>(1));
            if (purchases.size() < MOST_PURCHASES) {
                purchases.add(new Purchase(item, millis));
            }
        }
    }

    /** Where a customer is; empty where that is not known. */
    public Optional<String> of(String customer) {
        return Optional.ofNullable(ofCustomers.get(customer));
    }
}
