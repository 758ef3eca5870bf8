package shopstream.app.crashes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Brings one kill about: waits for its moment while the writers write, strikes, and starts again what was killed. */
final class CrashRound {
    /** Standard SQL's word for a transaction that was rolled back in favour of another; PostgreSQL has one of its own. */
    private static final List<String> DEADLOCK = List.of("40001", "40P01");

    private final Crash crash;
    private final ShopServer server;
    private final ShopFolder folder;
    private final CrashedShop shop;
    private final Witness witness;

    CrashRound(Crash crash, ShopServer server, ShopFolder folder, CrashedShop shop, Witness witness) {
        this.crash = crash;
        this.server = server;
        this.folder = folder;
        this.shop = shop;
        this.witness = witness;
    }

    /** What has to be so before anything is written. */
    void prepare() throws IOException, InterruptedException {
        if (crash.moment() instanceof Moment.Snapshot) {
            shop.kill();
            shop.deleteData();
            witness.beginAnew();
        } else if (crash.moment() instanceof Moment.FullDisk) {
            shop.kill();
            shop.moveToSmallDisk();
            shop.start();
            shop.awaitComplete(Instant.now());
        } else if (crash.moment() instanceof Moment.Rebuild rebuild) {
            changeModel(rebuild.mart());
        } else if (crash.moment() instanceof Moment.Swap swap) {
            changeModel(swap.mart());
        }
    }

    private void changeModel(String mart) {
        shop.kill();
        folder.change(mart, crash.number());
    }

    /** Waits for the moment, kills, and starts again. @return when the last start was, by {@link System#nanoTime} */
    long strike(Writers writers) throws IOException, InterruptedException, SQLException {
        Moment moment = crash.moment();
        if (moment instanceof Moment.Traffic traffic) {
            writers.awaitMade(traffic.transaction());
            pause(traffic.millis());
            return killed();
        } else if (moment instanceof Moment.Twice twice) {
            writers.awaitMade(twice.transaction());
            killed();
            shop.awaitModelsRunning();
            pause(twice.millis());
            return killed();
        } else if (moment instanceof Moment.Starting starting) {
            writers.awaitMade(starting.transaction());
            killed();
            pause(starting.millis());
            return killed();
        } else if (moment instanceof Moment.Snapshot snapshot) {
            shop.start();
            shop.awaitFirstRows();
            pause(snapshot.millis());
            return killed();
        } else if (moment instanceof Moment.Truncate truncate) {
            writers.awaitMade(truncate.transaction());
            truncate();
            pause(truncate.millis());
            return killed();
        } else if (moment instanceof Moment.Rebuild rebuild) {
            shop.start();
            shop.awaitRebuild(rebuild.mart(), rebuild.percent());
            return killed();
        } else if (moment instanceof Moment.Swap swap) {
            shop.start();
            shop.awaitSwap(swap.mart());
            pause(swap.millis());
            return killed();
        } else if (moment instanceof Moment.Backup backup) {
            Process process = shop.backups().begin(crash.number());
            pause(backup.millis());
            long begun = killed();
            process.waitFor();
            return begun;
        } else if (moment instanceof Moment.FullDisk full) {
            return onAFullDisk(full);
        } else if (moment instanceof Moment.Power power) {
            writers.awaitMade(power.transaction());
            return withoutPower(power);
        }
        throw new IllegalStateException("No way is known to kill " + crash.words());
    }

    /** What has to be done once the figures are complete again, before they are looked at. */
    void settle() throws IOException, InterruptedException {
        if (crash.moment() instanceof Moment.Rebuild
                || crash.moment() instanceof Moment.Swap
                || crash.moment() instanceof Moment.Power) {
            shop.awaitNothingBuilding();
        }
        if (crash.moment() instanceof Moment.Power) {
            shop.moveLakeIfAsked(crash.number());
        }
    }

    /** Takes a backup that nothing interrupts, writes on, and goes back to it. */
    void restore(List<RandomChanges> changes, Marks marks) throws IOException, InterruptedException, SQLException {
        Path backup = shop.backups().take(crash.number());
        Writers.start(server, changes, marks, crash).awaitEnd();
        shop.restore(backup);
        shop.awaitComplete(Instant.now());
    }

    /** Puts things back that were only so for this round. */
    void finish() throws IOException, InterruptedException {
        if (crash.moment() instanceof Moment.FullDisk) {
            shop.supervise(false);
            shop.kill();
            shop.moveBack();
            shop.start();
        }
    }

    private long killed() throws InterruptedException {
        if (crash.kind() != Kind.DATABASE) {
            shop.kill();
        }
        if (crash.kind() == Kind.DATABASE || crash.kind() == Kind.BOTH) {
            server.kill();
            pause(crash.downMillis());
            server.startAgain();
        }
        long begun = System.nanoTime();
        if (crash.kind() != Kind.DATABASE) {
            shop.start();
        }
        return begun;
    }

    private long withoutPower(Moment.Power power) throws IOException, InterruptedException {
        PowerCut cut = shop.cutPower(power);
        pause(power.millis());
        shop.kill();
        // What was shown is made anew, where the log has lost it: that is not known yet, and none of it may be older.
        witness.acceptNotYet();
        cut.strike();
        long begun = System.nanoTime();
        shop.start();
        return begun;
    }

    private long onAFullDisk(Moment.FullDisk full) throws IOException, InterruptedException {
        shop.smallDisk().fill();
        pause(full.millis());
        if (full.killed()) {
            shop.kill();
        }
        shop.smallDisk().free();
        long begun = System.nanoTime();
        shop.supervise(true);
        if (full.killed()) {
            shop.start();
        }
        return begun;
    }

    /** Half of the lines are put back. In MariaDB the two are not one transaction. */
    private void truncate() throws SQLException {
        try (Connection owner = server.connect();
                Statement statement = owner.createStatement()) {
            server.dialect().prepare(owner);
            if (server.dialect() == Dialect.MARIADB) {
                // The writers lock what is copied, and get out of each other's way sooner.
                statement.execute("SET SESSION innodb_lock_wait_timeout = 120");
            }
            insist(
                    statement,
                    "CREATE TABLE \"half\" AS SELECT * FROM \"orderdetails\" WHERE MOD(\"orderNumber\", 2) = 0");
            insist(statement, "TRUNCATE TABLE \"orderdetails\"");
            // A writer may have put one of them back already.
            insist(statement, server.dialect().insertWhereMissing("\"orderdetails\" SELECT * FROM \"half\""));
            insist(statement, "DROP TABLE \"half\"");
        }
    }

    /** A statement that the server gives up in favour of a writer's has done nothing. */
    private static void insist(Statement statement, String sql) throws SQLException {
        while (true) {
            try {
                statement.execute(sql);
                return;
            } catch (SQLException refused) {
                if (!DEADLOCK.contains(refused.getSQLState())) {
                    throw refused;
                }
            }
        }
    }

    private static void pause(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
