package shopstream.operations.schedules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has work done when it is due. It looks at the clock once a second and remembers nothing that is not durable, so that a
 * process that was killed, a machine that slept and a clock that was set are all the same to it.
 */
public final class Scheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What begins later than this was missed. */
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    private final List<ScheduledWork> works;
    private final RunBook book;
    private final Clock clock;
    private final ExecutorService workers;
    private final Semaphore oneAtATime = new Semaphore(1, true);
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "schedules");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String lastTrouble = "";

    /** @param workers whose threads do the work; closed with the scheduler */
    public Scheduler(List<ScheduledWork> works, RunBook book, Clock clock, ExecutorService workers) {
        this.works = List.copyOf(works);
        this.book = book;
        this.clock = clock;
        this.workers = workers;
    }

    /** Follows the timetables from now on. */
    public void start() {
        looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins what is due. */
    void look() {
        for (ScheduledWork work : works) {
            if (work.off().isPresent()) {
                continue;
            }
            try {
                look(work);
            } catch (RuntimeException trouble) {
                // Said once, and not once a second.
                String said = work.schedule().name() + ": " + trouble.getMessage();
                if (!said.equals(lastTrouble)) {
                    LOG.error(
                            "{} cannot be looked after; it is tried again",
                            work.schedule().name(),
                            trouble);
                    lastTrouble = said;
                }
            }
        }
    }

    private void look(ScheduledWork work) {
        Schedule schedule = work.schedule();
        Optional<Run> newest = book.newest(schedule.name());
        boolean free = true;
        if (newest.isPresent() && newest.get().state() == Run.State.RUNNING) {
            free = book.settle(schedule);
            newest = book.newest(schedule.name());
        }
        Instant now = clock.instant();
        Optional<Instant> due = schedule.dueAfter(book.dealtWith(schedule)).filter(time -> !time.isAfter(now));
        if (due.isPresent()) {
            if (!free) {
                LOG.info("{} was due at {} and is passed over: it still runs", schedule.name(), due.get());
            } else {
                beginOrSkip(work, due.get(), now);
            }
            book.dealtWith(schedule, now);
        } else if (free) {
            newest.filter(run ->
                            run.retryAt().filter(time -> !time.isAfter(now)).isPresent())
                    .ifPresent(run -> begin(work, Run.Cause.RETRY, run.due(), run.attempt() + 1));
        }
    }

    private void beginOrSkip(ScheduledWork work, Instant due, Instant now) {
        boolean late = Duration.between(due, now).compareTo(ON_TIME) > 0;
        if (late && work.schedule().missed() == Missed.SKIP) {
            book.skipped(work.schedule(), due, now);
        } else {
            begin(work, late ? Run.Cause.CATCHING_UP : Run.Cause.TIMETABLE, Optional.of(due), 1);
        }
    }

    private Optional<Run> begin(ScheduledWork work, Run.Cause cause, Optional<Instant> due, int attempt) {
        Optional<OpenRun> begun = book.begin(work.schedule(), cause, due, attempt);
        begun.ifPresent(open -> {
            try {
                workers.execute(() -> open.carryOut(log -> {
                    if (!oneAtATime.tryAcquire()) {
                        log.say("Waiting for another run to end");
                        oneAtATime.acquire();
                    }
                    try {
                        return work.work().run(log);
                    } finally {
                        oneAtATime.release();
                    }
                }));
            } catch (RejectedExecutionException stopping) {
                open.abandon();
            }
        });
        return begun.map(OpenRun::run);
    }

    /**
     * Begins a run because somebody asked for it.
     *
     * @return the run that has begun; empty while one goes on
     * @throws IllegalArgumentException where there is no such schedule
     */
    public Optional<Run> runNow(String name) {
        return begin(work(name), Run.Cause.ASKED, Optional.empty(), 1);
    }

    private ScheduledWork work(String name) {
        return works.stream()
                .filter(work -> work.schedule().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no schedule " + name + "."));
    }

    /** How all schedules stand. */
    public List<Standing> standings() {
        return works.stream().map(this::standing).toList();
    }

    private Standing standing(ScheduledWork work) {
        Schedule schedule = work.schedule();
        Optional<Run> newest = book.newest(schedule.name(), 1).stream().findFirst();
        Optional<Instant> next = Stream.concat(
                        schedule.dueAfter(clock.instant()).stream(), newest.flatMap(Run::retryAt).stream())
                .filter(time -> work.off().isEmpty())
                .min(Instant::compareTo);
        return new Standing(
                schedule,
                next,
                work.off(),
                newest,
                book.newestSuccess(schedule.name()),
                book.failures(schedule.name()));
    }

    @Override
    public void close() {
        try {
            looks.shutdown();
            looks.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            workers.shutdownNow();
            if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A run goes on although the program stops; it will count as interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
