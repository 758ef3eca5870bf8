package shopstream.app.scheduled;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import shopstream.app.RunningLake;
import shopstream.lake.Lake;
import shopstream.lake.LakeAddress;
import shopstream.lake.Maintenance;
import shopstream.operations.schedules.Work;

/** The lake is kept in shape; what was done to a table is told where something was. */
final class LakeMaintenanceWork implements Work {
    private final LakeAddress lake;
    private final Duration keepStates;
    private final Clock clock;

    LakeMaintenanceWork(LakeAddress lake, Duration keepStates, Clock clock) {
        this.lake = lake;
        this.keepStates = keepStates;
        this.clock = clock;
    }

    @Override
    public OptionalLong run(Log log) {
        Maintenance maintenance = new Maintenance(keepStates, RunningLake.LOST_AFTER, clock);
        try (Lake open = Lake.open(lake)) {
            for (Maintenance.Done done : maintenance.run(open)) {
                if (done.filesFewer() > 0 || done.statesFewer() > 0 || done.orphans() > 0) {
                    log.say(done.dataset() + ": " + done.filesFewer() + " files fewer, " + done.statesFewer()
                            + " old states let go, " + done.orphans() + " lost files removed");
                }
            }
        }
        return OptionalLong.empty();
    }
}
