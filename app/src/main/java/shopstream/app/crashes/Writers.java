package shopstream.app.crashes;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The shop's programs at work for one round. */
final class Writers {
    private final AtomicInteger made = new AtomicInteger();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Writers() {}

    static Writers start(ShopServer server, List<RandomChanges> changes, Marks marks, Crash crash) {
        Writers all = new Writers();
        for (int number = 0; number < Marks.WRITERS; number++) {
            Writer writer = new Writer(
                    number,
                    server,
                    changes.get(number),
                    marks,
                    crash.transactions(),
                    crash.insertOnly(),
                    crash.pauseMillis(),
                    all.made);
            all.writers.add(writer);
            all.threads.add(new Thread(writer, "writer-" + number));
        }
        all.threads.forEach(Thread::start);
        return all;
    }

    /** Waits until so many transactions were made, or tried, or there will be no more. */
    void awaitMade(int transactions) throws InterruptedException {
        while (made.get() < transactions && threads.stream().anyMatch(Thread::isAlive)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Waits until all is written. @throws SQLException when the database was gone for too long */
    void awaitEnd() throws InterruptedException, SQLException {
        for (Thread thread : threads) {
            thread.join();
        }
        for (Writer writer : writers) {
            writer.check();
        }
    }
}
