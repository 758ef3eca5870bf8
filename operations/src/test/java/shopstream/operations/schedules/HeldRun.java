package shopstream.operations.schedules;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** A process that runs a schedule's work for as long as its input is open. */
final class HeldRun {
    private HeldRun() {}

    /** @param arguments the folder of the runs, and a schedule that is done every night */
    public static void main(String[] arguments) {
        RunBook book = new RunBook(Path.of(arguments[0]), Clock.systemUTC());
        OpenRun run = book.begin(SchedulerTest.nightly(arguments[1]), Run.Cause.TIMETABLE, Optional.empty(), 1)
                .orElseThrow();
        run.carryOut(log -> {
            log.say("half-way");
            System.out.println("running");
            System.in.read();
            return OptionalLong.of(7);
        });
    }
}
