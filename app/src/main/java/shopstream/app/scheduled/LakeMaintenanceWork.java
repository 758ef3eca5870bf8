package shopstream.app.scheduled;

import java.time.Clock;
import java.util.OptionalLong;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.Maintenance;
import shopstream.lake.Maintenance.Keeping;
import shopstream.lake.StoreTrial;
import shopstream.operations.schedules.Work;

/** The lake is kept in shape; what was done to a table is told where something was, as soon as it is done. */
final class LakeMaintenanceWork implements Work {
    private final LakeAddress lake;
    private final Keeping keeping;
    private final Clock clock;

    LakeMaintenanceWork(LakeAddress lake, Keeping keeping, Clock clock) {
        this.lake = lake;
        this.keeping = keeping;
        this.clock = clock;
    }

    @Override
    public OptionalLong run(Log log) {
        // Iceberg would ask for more than a minute, for each table.
        StoreTrial.absence(lake).ifPresent(absent -> {
            throw absent;
        });
        Maintenance maintenance = new Maintenance(keeping, clock);
        try (Lake open = Lake.open(lake)) {
            maintenance.run(open, done -> {
                if (done.filesFewer() > 0 || done.statesFewer() > 0 || done.orphans() > 0) {
                    log.say(done.dataset() + ": " + done.filesFewer() + " files fewer, " + done.statesFewer()
                            + " old states let go, " + done.orphans() + " lost files removed");
                }
            });
        }
        return OptionalLong.empty();
    }
}
