package shopstream.warehouse.feed;

import java.time.Duration;

/** Rung by many, awaited by one; a ring that nobody waited for ends the next wait at once. */
final class Doorbell {
    private boolean rung;

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /** Waits for a ring, at most this long. */
    synchronized void await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); !rung && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        rung = false;
    }
}
