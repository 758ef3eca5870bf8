package shopstream.recommender.learning;

/**
 * Which questions of a past teach a ranking, and which judge it: the latest ones judge, those just before teach.
 *
 * @param taught the first one that teaches
 * @param judged the first one that judges
 * @param all how many questions there are
 */
record Partition(int taught, int judged, int all) {
    /** With fewer there is nothing to be learned that would hold. */
    static final int FEWEST = 600;

    private static final int JUDGES_MOST = 4_000;

    /** A tenth of all, but of few questions more: each part needs some hundreds to say anything. */
    static Partition of(int questions) {
        int judges = Math.min(JUDGES_MOST, Math.max(questions / 10, Math.min(questions / 4, 250)));
        int teachers = Math.max(questions / 10, Math.min(questions / 3, 1_000));
        return new Partition(questions - judges - teachers, questions - judges, questions);
    }

    /** Which of those that teach are asked, evenly: every so manieth. @param most that are asked */
    int stride(int most) {
        return Math.max(1, (judged - taught + most - 1) / most);
    }
}
