package shopstream.recommender.outputs;

import java.io.IOException;

/** Software of the shop's own that is told what is popular. */
public interface PopularTarget {
    /** What it is, in words. */
    String words();

    /** Returns when it has the list. @throws IOException saying why it has not, and what to do */
    void push(PopularList list) throws IOException, InterruptedException;
}
