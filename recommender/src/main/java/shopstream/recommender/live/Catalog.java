package shopstream.recommender.live;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import shopstream.eventlog.rows.Row;
import shopstream.recommender.declared.ProductTable;

/**
 * The shop's products, and an index for everything that was ever called one: lists keep the indexes of products that are no
 * longer there. One thread changes it, any number read.
 */
public final class Catalog {
    /** What has not been seen. */
    static final int UNKNOWN = -1;

    private final ProductTable table;
    private final Map<String, Product> products = new ConcurrentHashMap<>();
    private final Map<String, Integer> indexes = new ConcurrentHashMap<>();
    private final Set<String> categories = ConcurrentHashMap.newKeySet();
    private volatile String[] ids = new String[1024];
    private int size;

    public Catalog(ProductTable table) {
        this.table = table;
    }

    /**
     * Takes a record of the products.
     *
     * @param value null where the row is gone
     * @throws IOException when it is no row
     */
    public void take(byte[] key, byte[] value) throws IOException {
        if (value == null) {
            Row.of(key).text(table.id()).ifPresent(products::remove);
        } else {
            take(Row.of(value));
        }
    }

    /** Takes a product's row as it is now; one that cannot be shown is as if it were not there. */
    private void take(Row row) {
        Optional<String> id = row.text(table.id());
        if (id.isEmpty()) {
            return;
        }
        products.put(
                id.get(),
                new Product(
                        id.get(),
                        row.text(table.name()).orElse(id.get()),
                        table.category().flatMap(row::text),
                        table.price().flatMap(row::number),
                        table.available().map(column -> row.flag(column, true)).orElse(true)
                                && table.stock()
                                        .flatMap(row::number)
                                        .map(stock -> stock.signum() > 0)
                                        .orElse(true),
                        table.image().flatMap(row::text),
                        table.url().flatMap(row::text),
                        table.brand().flatMap(row::text),
                        table.cost().flatMap(row::number),
                        table.since().flatMap(row::millis).map(Instant::ofEpochMilli),
                        table.variantOf().flatMap(row::text)));
        table.category().flatMap(row::text).ifPresent(categories::add);
        index(id.get());
    }

    /** The index of a product, a new one if it has none. Called by the changing thread only. */
    int index(String id) {
        Integer known = indexes.get(id);
        if (known != null) {
            return known;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size] = id;
        indexes.put(id, size);
        return size++;
    }

    /** The index of a product, or {@link #UNKNOWN}. */
    public int indexOf(String id) {
        return indexes.getOrDefault(id, UNKNOWN);
    }

    /** The product of an index, if the shop still has it. */
    public Optional<Product> product(int index) {
        String[] now = ids;
        return index < 0 || index >= now.length || now[index] == null ? Optional.empty() : product(now[index]);
    }

    public Optional<Product> product(String id) {
        return Optional.ofNullable(products.get(id));
    }

    /** Whether there was ever a product of it. */
    public boolean hasCategory(String category) {
        return categories.contains(category);
    }

    /** Some products that can be bought, in no order that says anything. */
    public List<Product> sellable(int most) {
        return products.values().stream().filter(Product::sellable).limit(most).toList();
    }

    /** All products that the shop has now, in the order of their ids. */
    public List<Product> all() {
        return products.values().stream()
                .sorted(Comparator.comparing(Product::id))
                .toList();
    }

    /** How many products the shop has. */
    public int count() {
        return products.size();
    }
}
