package shopstream.recommender.sessions;

/** What is looked at most, lately above all; the same answer to every session. */
public final class Popular implements SessionMethod {
    private static final int MEMORY = 1;

    private final ItemHistory history;

    public Popular(ItemHistory history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "popular";
    }

    @Override
    public long bytes() {
        return history.bytes();
    }

    @Override
    public SessionScorer scorer() {
        return (session, into) -> {
            into.clear();
            for (int item = 0; item < history.itemCount(); item++) {
                if (history.count(item) > 0) {
                    into.offer(item, history.recent(item, MEMORY));
                }
            }
            into.sort();
        };
    }
}
