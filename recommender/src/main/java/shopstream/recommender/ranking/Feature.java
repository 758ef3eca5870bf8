package shopstream.recommender.ranking;

import java.util.List;

/** What is known of a candidate, in the order of the columns; the words are what an explanation says. */
public enum Feature {
    MERGED("how many methods name it, and how high"),

    TOGETHER_SHARE("seen together with this session, compared with the best"),
    TOGETHER_LOG_SHARE("seen together with this session, compared with the best (log)"),
    TOGETHER_LOG("seen together with this session (log)"),
    TOGETHER_RANK("rank by seen together"),
    NEXT_SHARE("seen next after the latest items, compared with the best"),
    NEXT_LOG_SHARE("seen next after the latest items, compared with the best (log)"),
    NEXT_LOG("seen next after the latest items (log)"),
    NEXT_RANK("rank by seen next"),
    WALK_SHARE("reached in two steps, compared with the best"),
    WALK_LOG_SHARE("reached in two steps, compared with the best (log)"),
    WALK_LOG("reached in two steps (log)"),
    WALK_RANK("rank by reached in two steps"),

    EMBEDDING("fit to the session's vector"),
    EMBEDDING_BEHIND("fit to the session's vector, compared with the best"),
    EMBEDDING_RANK("rank by fit to the session's vector"),

    TOGETHER_LATEST("share of what is seen together with the latest item"),
    TOGETHER_SECOND("share of what is seen together with the item before it"),
    TOGETHER_THIRD("share of what is seen together with the third latest item"),
    TOGETHER_MOST("share of what is seen together, at most with one item"),
    TOGETHER_MUTUAL_LATEST("seen with the latest item more than either with others"),
    TOGETHER_MUTUAL_SECOND("seen with the item before it more than either with others"),
    TOGETHER_MUTUAL_THIRD("seen with the third latest item more than either with others"),
    TOGETHER_MUTUAL_MOST("seen with one item more than either with others"),
    NEXT_LATEST("share of what comes next after the latest item"),
    NEXT_SECOND("share of what comes next after the item before it"),
    NEXT_THIRD("share of what comes next after the third latest item"),
    NEXT_MOST("share of what comes next, at most after one item"),
    NEXT_MUTUAL_LATEST("comes after the latest item more than either with others"),
    NEXT_MUTUAL_SECOND("comes after the item before it more than either with others"),
    NEXT_MUTUAL_THIRD("comes after the third latest item more than either with others"),
    NEXT_MUTUAL_MOST("comes after one item more than either with others"),

    LIKE_LATEST("likeness to the latest item"),
    LIKE_SECOND("likeness to the item before it"),
    LIKE_MOST("likeness to the most alike item"),

    COUNT("how often looked at (log)"),
    RECENT_SHORT("how often looked at just now (log)"),
    RECENT_MIDDLE("how often looked at lately (log)"),
    RECENT_LONG("how often looked at for some time (log)"),
    TREND_SHORT("looked at just now, compared with ever"),
    TREND_MIDDLE("looked at lately, compared with ever"),
    TREND_LONG("looked at for some time, compared with ever"),
    TREND_SHORT_MIDDLE("looked at just now, compared with lately"),
    TREND_MIDDLE_LONG("looked at lately, compared with for some time"),
    AGE("time since it was first looked at"),
    SILENCE("time since it was last looked at (log)"),

    IN_SESSION("looked at in this session"),
    IS_LATEST("the latest item itself"),
    NEARNESS("how lately in this session"),
    TIMES("how often in this session"),

    SESSION_LENGTH("length of the session (log)"),
    SESSION_ITEMS("different items of the session (log)"),
    LATEST_COUNT("how often the latest item is looked at (log)"),

    // A ranking that was learned without long-term taste knows those above alone: these stay the last.
    TASTE_SHARE("suits what the visitor likes in the long run, compared with the best"),
    TASTE_RANK("rank by what the visitor likes in the long run"),
    TASTE_LIKENESS("likeness to all that the visitor had to do with"),
    IN_HISTORY("the visitor had to do with it before"),
    HISTORY_ITEMS("different items that the visitor had to do with (log)");

    private static final List<Feature> ALL = List.of(values());

    private final String words;

    Feature(String words) {
        this.words = words;
    }

    /** What it is, for people. */
    public String words() {
        return words;
    }

    static int count() {
        return ALL.size();
    }

    /** How many do without long-term taste: the first ones. */
    static int ofSessions() {
        return TASTE_SHARE.ordinal();
    }

    static Feature of(int column) {
        return ALL.get(column);
    }

    int column() {
        return ordinal();
    }
}
