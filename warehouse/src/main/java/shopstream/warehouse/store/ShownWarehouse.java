package shopstream.warehouse.store;

import java.nio.file.Path;
import java.util.List;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;

/** What a warehouse shows now, to be copied. Its methods throw {@link WarehouseException} where it cannot be read. */
public interface ShownWarehouse {
    /** What a copy would show, told without one. */
    List<ShownColumn> columns();

    /** Writes a copy into a file that is not there yet. */
    void copy(Path file);
}
