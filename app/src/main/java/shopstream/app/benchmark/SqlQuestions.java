package shopstream.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import shopstream.app.outside.Api;

/** People who ask in SQL beside the dashboards, one question after the other each, until closed: each reads every line. */
final class SqlQuestions implements AutoCloseable {
    /** More than are computed at once, so that some always wait. */
    static final int PEOPLE = 4;

    /** Between two questions of one person, so that a desk that refuses is not asked in a tight loop. */
    private static final long READING_MILLIS = 200;

    private static final List<String> QUESTIONS = List.of(
            "SELECT category, date_trunc('month', order_time) AS month, sum(quantity * price) AS revenue,"
                    + " count(DISTINCT customer_number) AS customers FROM sales_lines JOIN products USING (product_code)"
                    + " WHERE counts GROUP BY ALL ORDER BY ALL",
            "SELECT customer_number, count(DISTINCT order_number) AS orders, sum(quantity * price) AS revenue"
                    + " FROM sales_lines GROUP BY customer_number ORDER BY revenue DESC LIMIT 100",
            "SELECT country, product_code, sum(quantity) AS units FROM sales_lines JOIN customers USING (customer_number)"
                    + " GROUP BY country, product_code QUALIFY row_number() OVER (PARTITION BY country ORDER BY units DESC) <= 3");

    private final List<Thread> people = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final long begun = System.nanoTime();
    private volatile boolean closed;
    private volatile double seconds;

    private SqlQuestions(Api api) {
        for (int i = 0; i < PEOPLE; i++) {
            int first = i;
            Thread person = new Thread(() -> ask(api, first), "sql-" + i);
            person.setDaemon(true);
            people.add(person);
        }
        people.forEach(Thread::start);
    }

    static SqlQuestions start(Api api) {
        return new SqlQuestions(api);
    }

    private void ask(Api api, int first) {
        try {
            for (int i = first; !closed; i++) {
                ask(api, QUESTIONS.get(i % QUESTIONS.size()));
                TimeUnit.MILLISECONDS.sleep(READING_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Api api, String question) throws InterruptedException {
        try {
            api.sql(question);
            answered.incrementAndGet();
        } catch (IOException notAnswered) {
            refused.incrementAndGet();
        }
    }

    /** What became of the questions, in words; after it was closed. */
    String outcome() {
        return answered + " answered, " + refused + " not, in " + Unit.SECONDS.text(seconds);
    }

    /** Ends; who waits for an answer leaves. */
    @Override
    public void close() {
        closed = true;
        seconds = (System.nanoTime() - begun) / 1e9;
        people.forEach(Thread::interrupt);
        try {
            for (Thread person : people) {
                person.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
