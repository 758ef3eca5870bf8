package shopstream.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shopstream.demo.traffic.Checkout;

@Timeout(180)
class StoreIT {
    @TempDir
    private static Path directory;

    private static SampleDatabase database;
    private static Rows owner;
    private static Store store;

    @BeforeAll
    static void start() {
        database = SampleDatabase.start(directory, step -> {});
        owner = Rows.ofOwner(database);
        SampleShop.writeHistory(database, new ShopPlan(0.01, 1, 1), Clock.systemUTC(), (done, expected) -> {});
        store = SampleShop.store(database, Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        assertThat(ServerProcesses.of(directory)).isEmpty();
    }

    private static Store.Item ship() {
        return store.items(Optional.of("Ships"), Optional.empty()).get(0);
    }

    @Test
    void itemsAreFoundByCategoryAndByWordsThatStandForThemselves() {
        assertThat(store.items(Optional.of("Ships"), Optional.empty()))
                .hasSize(30)
                .allMatch(item -> item.category().equals("Ships"));
        assertThat(store.items(Optional.empty(), Optional.of("cutty")))
                .extracting(Store.Item::name)
                .containsExactly("Cutty Sark");
        assertThat(store.items(Optional.empty(), Optional.of("%"))).isEmpty();
        assertThat(store.item("none")).isEmpty();
    }

    @Test
    void theFirstCustomerAndThoseWhoBoughtLastMaySignIn() throws SQLException {
        assertThat(store.shoppers(5))
                .hasSize(5)
                .doesNotHaveDuplicates()
                .extracting(Store.Shopper::number)
                .startsWith(103)
                .contains(Math.toIntExact(
                        owner.number("SELECT customerNumber FROM orders ORDER BY orderNumber DESC LIMIT 1")));
    }

    @Test
    void anOrderTakesFromTheStockAndHasThePriceThatIsShown() throws SQLException {
        Store.Item ship = ship();
        Checkout.Receipt receipt =
                store.sell(103, List.of(new Checkout.Wanted(ship.code(), 2))).orElseThrow();
        assertThat(receipt.total()).isEqualByComparingTo(ship.price().add(ship.price()));
        assertThat(store.item(ship.code()).orElseThrow().stock()).isEqualTo(ship.stock() - 2);
        assertThat(owner.number("SELECT customerNumber FROM orders WHERE orderNumber = " + receipt.orderNumber()))
                .isEqualTo(103);
    }

    @Test
    void anOrderThatCannotBeWrittenWholeLeavesNothing() throws SQLException {
        Store.Item ship = ship();
        long orders = owner.number("SELECT COUNT(*) FROM orders");
        long customers = owner.number("SELECT COUNT(*) FROM customers");
        List<Checkout.Wanted> withoutOne = List.of(new Checkout.Wanted(ship.code(), 1), new Checkout.Wanted("gone", 1));
        assertThat(store.sell(103, withoutOne)).isEmpty();
        assertThat(store.sell("Ada", "Norway", withoutOne)).isEmpty();
        assertThat(store.sell(1, List.of(new Checkout.Wanted(ship.code(), 1)))).isEmpty();
        assertThatThrownBy(() -> store.sell("Ada", "Atlantis", withoutOne)).hasMessageContaining("Atlantis");
        assertThat(store.item(ship.code()).orElseThrow().stock()).isEqualTo(ship.stock());
        assertThat(owner.number("SELECT COUNT(*) FROM orders")).isEqualTo(orders);
        assertThat(owner.number("SELECT COUNT(*) FROM customers")).isEqualTo(customers);
    }

    @Test
    void manyAtOnceAndTheTrafficGetNumbersOfTheirOwn() throws InterruptedException, ExecutionException, SQLException {
        Store.Item ship = ship();
        long before = owner.number("SELECT COUNT(*) FROM orders");
        ExecutorService shoppers = Executors.newFixedThreadPool(4);
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        List<Future<Checkout.Receipt>> sold = new ArrayList<>();
        try (Traffic traffic = SampleShop.startTraffic(
                database, new ShopPlan(20, 1, 1), Clock.systemUTC(), (number, order) -> told.add(number))) {
            for (int i = 0; i < 60; i++) {
                sold.add(shoppers.submit(() -> store.sell(103, List.of(new Checkout.Wanted(ship.code(), 1)))
                        .orElseThrow()));
            }
            for (Future<Checkout.Receipt> each : sold) {
                told.add(each.get().orderNumber());
            }
            await().until(() -> traffic.served() > 20);
        } finally {
            shoppers.shutdown();
        }
        assertThat(told).doesNotHaveDuplicates();
        assertThat(owner.number("SELECT COUNT(*) FROM orders") - before).isEqualTo(told.size());
    }
}
