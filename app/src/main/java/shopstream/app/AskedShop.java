package shopstream.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import shopstream.app.configuration.Environment;
import shopstream.contracts.Contract;
import shopstream.contracts.PersonalNames;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeProblem;
import shopstream.warehouse.Warehouse;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.sql.AskedLake;
import shopstream.warehouse.sql.ShownCopies;
import shopstream.warehouse.sql.SqlDesk;
import shopstream.warehouse.store.ClosedWarehouse;

/** A shop's data, open for questions in SQL: while the program runs, or as it stood when it stopped. */
public final class AskedShop implements AutoCloseable {
    /** Where what questions need lies, below the data directory. */
    public static final String FOLDER = "explore";

    private final SqlDesk desk;
    private final AskedLake lake;

    private AskedShop(SqlDesk desk, AskedLake lake) {
        this.desk = desk;
        this.lake = lake;
    }

    /** @param folder for questions, below the data directory */
    static AskedShop running(
            DataDirectory directory,
            Warehouse warehouse,
            Collection<Dashboard> dashboards,
            List<Contract> contracts,
            Clock clock) {
        Path folder = directory.directory(FOLDER);
        ShownCopies copies = new ShownCopies(
                folder.resolve("copies"),
                warehouse.shownWithout(PersonalNames.of(contracts)),
                warehouse::version,
                clock);
        AskedLake lake = new AskedLake(() -> address(directory.root()), clock);
        SqlDesk.Sources sources =
                new SqlDesk.Sources(copies, lake, warehouse::shown, List.copyOf(dashboards), contracts);
        return new AskedShop(new SqlDesk(folder, sources, SqlDesk.Limits.DEFAULT), lake);
    }

    /**
     * A data directory that no program holds.
     *
     * @param scratch a folder of one's own
     */
    public static AskedShop stopped(
            Path data, Path scratch, List<Dashboard> dashboards, List<Contract> contracts, Clock clock) {
        Path file = data.resolve("warehouse").resolve("shop.duckdb");
        ClosedWarehouse warehouse = new ClosedWarehouse(file, PersonalNames.of(contracts));
        ShownCopies copies = new ShownCopies(scratch.resolve("copies"), warehouse, () -> 0, clock);
        AskedLake lake = new AskedLake(() -> address(data), clock);
        SqlDesk.Sources sources = new SqlDesk.Sources(copies, lake, warehouse::marts, dashboards, contracts);
        return new AskedShop(new SqlDesk(scratch, sources, SqlDesk.Limits.DEFAULT), lake);
    }

    /** Of the lake of a data directory, where it has one. */
    private static Optional<LakeAddress> address(Path data) {
        if (!Files.isDirectory(data.resolve(RunningLake.FOLDER))) {
            return Optional.empty();
        }
        try {
            return Optional.of(LakeHome.address(data, Environment.ofProcess()));
        } catch (Refusal refused) {
            throw new LakeProblem(refused.getMessage(), refused.nextStep(), refused);
        }
    }

    public SqlDesk desk() {
        return desk;
    }

    @Override
    public void close() {
        desk.close();
        lake.close();
    }
}
