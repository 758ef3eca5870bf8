package shopstream.recommender.answers;

import java.util.Locale;

/** What an answer was worked out from, the best first: each is what is left when the one before cannot be had. */
public enum Source {
    /** From what the visitor did. */
    PERSONAL,
    /** From what is viewed and lies in the cart, of a visitor of whom nothing is known. */
    SIMILAR,
    /** What most people want now. */
    POPULAR,
    /** What most people wanted when it was last written down; in a shop in which nothing has happened yet, any products. */
    STATIC;

    /** As answers call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
