package shopstream.recommender.outcomes;

import java.util.List;

/**
 * Who took part in an experiment, and what they did.
 *
 * @param visitors each once, with the one variant that they were shown
 * @param mixed how many were shown more than one, as on two devices: what they do says nothing about any
 * @param isCut whether there were more than are kept
 */
public record ExposedVisitors(List<ExposedVisitor> visitors, int mixed, boolean isCut) {
    public ExposedVisitors {
        visitors = List.copyOf(visitors);
    }

    /**
     * One of them.
     *
     * @param shown lists that they were shown
     * @param clicked those in which they clicked
     * @param bought whether they bought anything, recommended or not, within a week of the first list
     * @param revenue what they paid for it, in the shop's currency
     */
    public record ExposedVisitor(String variant, int shown, int clicked, boolean bought, double revenue) {}
}
