package shopstream.operations.schedules;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Work that is interrupted when it takes too long, so that what hangs does not keep all other work waiting for ever. */
public final class TimeLimit implements Work {
    private static final ScheduledThreadPoolExecutor ALARMS = new ScheduledThreadPoolExecutor(1, alarm -> {
        Thread thread = new Thread(alarm, "time-limits");
        thread.setDaemon(true);
        return thread;
    });

    static {
        ALARMS.setRemoveOnCancelPolicy(true);
    }

    private final Work work;
    private final Duration atMost;

    public TimeLimit(Work work, Duration atMost) {
        this.work = work;
        this.atMost = atMost;
    }

    /** @throws IllegalStateException where it was ended because its time was over */
    @Override
    public OptionalLong run(Log log) throws Exception {
        Attempt attempt = new Attempt(Thread.currentThread());
        ScheduledFuture<?> alarm = ALARMS.schedule(attempt::tooLong, atMost.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return work.run(log);
        } catch (Exception ended) {
            if (attempt.tookTooLong()) {
                throw new IllegalStateException(
                        "It took longer than " + words(atMost) + " and was ended (`at-most`).", ended);
            }
            throw ended;
        } finally {
            alarm.cancel(false);
            attempt.end();
        }
    }

    private static String words(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** The thread belongs to others once the attempt has ended: no interruption may reach it later. */
    private static final class Attempt {
        private final Thread thread;
        private boolean ended;
        private boolean tookTooLong;

        Attempt(Thread thread) {
            this.thread = thread;
        }

        synchronized void tooLong() {
            if (!ended) {
                tookTooLong = true;
                thread.interrupt();
            }
        }

        synchronized boolean tookTooLong() {
            return tookTooLong;
        }

        synchronized void end() {
            ended = true;
            if (tookTooLong) {
                // Its own interruption; one of the program's end besides is lost, and the program ends all the same.
                Thread.interrupted();
            }
        }
    }
}
