package shopstream.ingestion.events;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests are on their way into the log; beyond a bound nothing more is let in. */
public final class InFlight {
    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    public InFlight(long most) {
        this.most = most;
    }

    /** Whether there is room for so many bytes more; where there is, they have to be {@linkplain #leave released}. */
    public boolean enter(long more) {
        long now = bytes.addAndGet(more);
        if (now > most) {
            bytes.addAndGet(-more);
            return false;
        }
        return true;
    }

    public void leave(long gone) {
        bytes.addAndGet(-gone);
    }
}
