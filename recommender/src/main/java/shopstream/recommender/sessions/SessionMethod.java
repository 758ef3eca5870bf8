package shopstream.recommender.sessions;

/** A way to tell from the items of a session so far which come next. */
public interface SessionMethod {

    /** Its name, as people read it. */
    String name();

    /** A scorer for one thread: it keeps the room that an answer is worked out in. */
    SessionScorer scorer();

    /** What it holds in memory, in bytes, counted from its arrays. */
    long bytes();
}
