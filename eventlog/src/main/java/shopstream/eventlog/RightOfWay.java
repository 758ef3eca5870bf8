package shopstream.eventlog;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the readers of a log come first where one machine is too small for all. Figures on a page are late for those who look at
 * them; what is made of the same rows beside them, to be known later, can wait. In one process; elsewhere nobody waits for anybody.
 */
public final class RightOfWay {
    /** Who waits goes on so often all the same, with what one fetch brings: they fall behind, and do not stand still. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Map<String, RightOfWay> BY_LOG = new ConcurrentHashMap<>();

    private volatile boolean taken;

    private RightOfWay() {}

    /** That of a log, for all who read it here. */
    public static RightOfWay of(LogAddress log) {
        return named(name(log));
    }

    static String name(LogAddress log) {
        return log.bootstrapServers() + "/" + log.prefix();
    }

    static RightOfWay named(String name) {
        return BY_LOG.computeIfAbsent(name, each -> new RightOfWay());
    }

    /** @param late whether what comes first is behind, so that the others have to wait */
    public void take(boolean late) {
        taken = late;
    }

    /** One who waits. */
    public Waiter waiter() {
        return new Waiter();
    }

    /** Asked before each fetch, by one thread. */
    public final class Waiter {
        private long gone = System.nanoTime();

        private Waiter() {}

        /** Whether it may go on now. */
        public boolean mayGo() {
            long now = System.nanoTime();
            if (taken && now - gone < PATIENCE.toNanos()) {
                return false;
            }
            gone = now;
            return true;
        }
    }
}
