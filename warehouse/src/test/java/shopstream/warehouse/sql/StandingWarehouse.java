package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import shopstream.warehouse.store.ShownWarehouse;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;
import shopstream.warehouse.store.WarehouseException;

/** What a warehouse shows, whose copies stand still until they are let go on. */
final class StandingWarehouse implements ShownWarehouse {
    private final ShownWarehouse real;
    private final Semaphore going = new Semaphore(0);
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean full;

    StandingWarehouse(ShownWarehouse real) {
        this.real = real;
    }

    /** How many copies were begun. */
    int begun() {
        return begun.get();
    }

    /** Lets so many copies be finished, now or later. */
    void finish(int copies) {
        going.release(copies);
    }

    /** From now on no copy has room. */
    void fill() {
        full = true;
    }

    @Override
    public List<ShownColumn> columns() {
        return real.columns();
    }

    @Override
    public void copy(Path file) {
        begun.incrementAndGet();
        going.acquireUninterruptibly();
        if (full) {
            throw new WarehouseException("There is no room for " + file.getFileName());
        }
        real.copy(file);
    }
}
