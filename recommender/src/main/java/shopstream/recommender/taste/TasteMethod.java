package shopstream.recommender.taste;

/** A trained way to tell what somebody will like from what they had to do with. Unchanging; any number of threads. */
public interface TasteMethod {
    /** Its name, as people read it. */
    String name();

    /** How many items it knows; they are numbered from 0. */
    int items();

    /** Something that predicts, with memory of its own to do it in. */
    TasteScorer scorer();

    /** What it holds in memory, counted from its arrays. */
    long bytes();
}
