package shopstream.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shopstream.warehouse.sql.SqlProblem.Kind;
import shopstream.warehouse.store.ShownWarehouse;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;

/** Who waits for a copy, and how long. Each copy holds what was shown when it was made. */
@Timeout(60)
class ShownCopiesTest {
    private static final Set<String> SALES = Set.of("sales");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final AtomicLong version = new AtomicLong(1);
    private final SetClock clock = new SetClock(Instant.parse("2026-04-10T12:00:00Z"));
    private final StandingWarehouse warehouse = new StandingWarehouse(new Written());
    private ShownCopies copies;

    @BeforeEach
    void open() {
        copies = new ShownCopies(directory.resolve("copies"), warehouse, version::get, clock);
    }

    @AfterEach
    void close() {
        warehouse.finish(100);
        copies.close();
    }

    @Test
    void whoAsksWhileANewerCopyIsMadeGetsTheOneBefore() throws Exception {
        firstCopy();
        changedAfter(Duration.ofMillis(1_500));
        for (int asker = 0; asker < 3; asker++) {
            assertThat(leased(Duration.ZERO)).isEqualTo("version 1");
        }
        await().until(() -> warehouse.begun() == 2);
        warehouse.finish(1);
        await().untilAsserted(() -> assertThat(leased(Duration.ZERO)).isEqualTo("version 2"));
        assertThat(warehouse.begun()).isEqualTo(2);
    }

    @Test
    void whoAsksAfterAPauseIsGivenTheNewerCopyIfItComesSoon() throws Exception {
        firstCopy();
        changedAfter(Duration.ofHours(12));
        warehouse.finish(1);
        assertThat(leased(LONG)).isEqualTo("version 2");
    }

    @Test
    void whoAsksAfterAPauseIsGivenTheOneBeforeIfTheNewerTakesLong() throws Exception {
        firstCopy();
        changedAfter(Duration.ofHours(12));
        assertThat(leased(Duration.ofHours(1))).isEqualTo("version 1");
    }

    @Test
    void whereNoNewerCopyCanBeMadeTheOneBeforeIsGiven() throws Exception {
        firstCopy();
        changedAfter(Duration.ofHours(12));
        warehouse.fill();
        warehouse.finish(1);
        assertThat(leased(LONG)).isEqualTo("version 1");
    }

    @Test
    void theFirstWhoAskWaitTogetherForOneCopy() throws Exception {
        var one = CompletableFuture.supplyAsync(() -> leased(LONG));
        var other = CompletableFuture.supplyAsync(() -> leased(LONG));
        await().until(() -> warehouse.begun() == 1);
        assertThat(one).isNotDone();
        warehouse.finish(1);
        assertThat(one.get()).isEqualTo("version 1");
        assertThat(other.get()).isEqualTo("version 1");
        assertThat(warehouse.begun()).isEqualTo(1);
    }

    @Test
    void whoWaitsForTheFirstCopyIsHeldNoLongerThanItsTime() {
        SqlProblem busy = catchThrowableOfType(SqlProblem.class, () -> leased(Duration.ofMillis(300)));
        assertThat(busy.kind()).isEqualTo(Kind.BUSY);
        assertThat(busy).hasMessage("What the warehouse shows is still being copied for questions.");
    }

    @Test
    void whoWaitsForTheFirstCopyMayLeave() throws Exception {
        AtomicBoolean left = new AtomicBoolean();
        var asked = CompletableFuture.supplyAsync(() ->
                catchThrowableOfType(SqlProblem.class, () -> copies.lease(SALES, new Patience(left::get, LONG))));
        await().until(() -> warehouse.begun() == 1);
        left.set(true);
        assertThat(asked.get().kind()).isEqualTo(Kind.LEFT);
    }

    @Test
    void whereTheFirstCopyCannotBeMadeItIsSaidWhyAndTriedAgain() throws Exception {
        warehouse.fill();
        warehouse.finish(2);
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> leased(LONG))
                    .isInstanceOf(SqlProblem.class)
                    .hasMessage("There is no room for shown-" + attempt + ".duckdb");
        }
    }

    @Test
    void aCopyWithoutATableIsNoneForWhoReadsThatTable() throws Exception {
        firstCopy();
        var asked = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                SqlProblem.class,
                () -> copies.lease(Set.of("new"), new Patience(() -> false, Duration.ofMillis(300)))));
        assertThat(asked.get().kind()).isEqualTo(Kind.BUSY);
        assertThat(warehouse.begun()).isEqualTo(2);
    }

    @Test
    void aCopyIsRemovedWhenItsLastReaderIsThrough() throws Exception {
        firstCopy();
        ShownCopies.Lease first = copies.lease(SALES, new Patience(() -> false, LONG));
        changedAfter(Duration.ofHours(12));
        warehouse.finish(1);
        assertThat(leased(LONG)).isEqualTo("version 2");
        assertThat(first.file()).hasContent("version 1");
        first.close();
        assertThat(first.file()).doesNotExist();
    }

    private void firstCopy() {
        warehouse.finish(1);
        assertThat(leased(LONG)).isEqualTo("version 1");
    }

    private void changedAfter(Duration time) {
        version.incrementAndGet();
        clock.now = clock.now.plus(time);
    }

    /** What the copy holds that somebody gets who waits so long. */
    private String leased(Duration time) {
        try (ShownCopies.Lease lease = copies.lease(SALES, new Patience(() -> false, time))) {
            return Files.readString(lease.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Written implements ShownWarehouse {
        @Override
        public List<ShownColumn> columns() {
            return List.of(new ShownColumn("sales", "revenue", "DECIMAL(38,2)"));
        }

        @Override
        public void copy(Path file) {
            try {
                Files.writeString(file, "version " + version.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class SetClock extends Clock {
        private volatile Instant now;

        private SetClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
