package shopstream.recommender.outcomes;

/**
 * Where a list of recommendations was shown and what it was worked out from, as the events of it say; empty where they do not.
 *
 * @param placement the spot on the shop's pages
 * @param source as answers name it
 * @param model the version of what answered
 * @param experiment of which the answer was part, with its {@code variant}
 */
public record Origin(String placement, String source, String model, String experiment, String variant)
        implements Comparable<Origin> {
    /** For all that no place is left for: anybody can make up names. */
    static final Origin OTHER = new Origin("other", "", "", "", "");

    @Override
    public int compareTo(Origin other) {
        return toString().compareTo(other.toString());
    }
}
