package shopstream.recommender.placements;

import java.util.Locale;

/** What a spot on a page is for. */
public enum Purpose {
    /** What could be taken instead of what is viewed: like it, and of its category. */
    ALTERNATIVES,
    /** What is taken beside what lies in the cart: of other categories, unless there is nothing else. */
    GOES_WITH,
    /** What this visitor would like, from all that they did. */
    FOR_YOU,
    /** What most people want now. */
    POPULAR;

    /** As files call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
