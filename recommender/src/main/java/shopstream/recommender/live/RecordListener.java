package shopstream.recommender.live;

/** Hears of each event and purchase right after the live shop has taken it, on the same thread; what it throws is a fault. */
public interface RecordListener {
    /** A record of the events. */
    void event(byte[] value);

    /** A record of what was sold. @param value null where the row is gone */
    void purchase(byte[] value);
}
