package shopstream.recommender.sessions;

/** One method's answers, for one thread at a time. */
public interface SessionScorer {

    /**
     * Puts the items that are likely next into a shortlist, as many as it takes, the best first. An item of the session may
     * be among them: people do come back to what they have looked at.
     *
     * @param session its items so far, the latest last; {@link ItemIndex#UNKNOWN} for what no method has seen
     */
    void best(int[] session, Shortlist into);
}
