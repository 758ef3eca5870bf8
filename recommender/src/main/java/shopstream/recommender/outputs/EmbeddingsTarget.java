package shopstream.recommender.outputs;

import java.io.IOException;

/** A store of vectors that others search. */
public interface EmbeddingsTarget {
    /** What it is, in words, and without anything secret. */
    String words();

    /**
     * Returns when it holds these and no others. Whoever reads meanwhile sees all of before or all of now.
     *
     * @throws IOException saying why it does not, and what to do; it holds what it held before
     */
    void publish(PublishedEmbeddings embeddings) throws IOException, InterruptedException;
}
