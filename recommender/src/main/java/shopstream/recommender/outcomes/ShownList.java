package shopstream.recommender.outcomes;

import java.util.ArrayList;
import java.util.List;

/**
 * One answer that somebody was shown, with what was clicked in it: the least of what was said of its showing, and of each
 * product's clicks the first. In whatever order and however often that is told, it comes to the same.
 */
final class ShownList {
    /** Whoever clicks later has not come by the list. */
    static final long CLICKED_WITHIN_MILLIS = 24 * 3_600_000L;

    /** Clocks are corrected event by event, so that a click may be dated a little before what it is a click on. */
    private static final long CLOCKS_DIFFER_MILLIS = 60_000;

    private static final int CLICKS_MOST = 100;

    private final String id;
    private Showing showing;
    private List<Click> clicks = List.of();
    private long begun;
    private Contribution counted = Contribution.NONE;

    /** That it was shown. @param products by the catalogue's index, in their order */
    record Showing(long millis, Visitor visitor, Origin origin, List<Integer> products) {
        private boolean comesBefore(Showing other) {
            if (millis != other.millis) {
                return millis < other.millis;
            }
            // Of two that say otherwise of one moment, everybody has to prefer the same.
            return toString().compareTo(other.toString()) < 0;
        }
    }

    /** That a product of it was clicked. */
    record Click(int product, long millis, Visitor visitor) {}

    /** @param millis when it was heard of first */
    ShownList(String id, long millis) {
        this.id = id;
        this.begun = millis;
    }

    String id() {
        return id;
    }

    /** Takes that it was shown. @return whether that makes a difference */
    boolean take(Showing told) {
        begun = Math.min(begun, told.millis());
        if (showing != null && !told.comesBefore(showing)) {
            return false;
        }
        showing = told;
        return true;
    }

    /** Takes a click. @return whether that makes a difference */
    boolean take(Click told) {
        begun = Math.min(begun, told.millis());
        List<Click> all = new ArrayList<>(clicks);
        for (Click known : clicks) {
            if (known.product() == told.product() && known.visitor().equals(told.visitor())) {
                if (known.millis() <= told.millis()) {
                    return false;
                }
                all.remove(known);
            }
        }
        if (all.size() >= CLICKS_MOST) {
            return false;
        }
        all.add(told);
        clicks = List.copyOf(all);
        return true;
    }

    boolean isShown() {
        return showing != null;
    }

    Showing showing() {
        return showing;
    }

    /** All clicks that were told, whether or not they count. */
    List<Click> told() {
        return clicks;
    }

    /** The clicks that count: by whom it was shown to, soon after, on something that was in it. */
    List<Click> clicks() {
        if (clicks.isEmpty() || showing == null) {
            return List.of();
        }
        return clicks.stream()
                .filter(click -> click.visitor().isSame(showing.visitor())
                        && click.millis() >= showing.millis() - CLOCKS_DIFFER_MILLIS
                        && click.millis() <= showing.millis() + CLICKED_WITHIN_MILLIS
                        && showing.products().contains(click.product()))
                .toList();
    }

    /** The earliest moment that anything told of it is about, in milliseconds since 1970. */
    long begun() {
        return begun;
    }

    /** What it is counted as at present. */
    Contribution counted() {
        return counted;
    }

    void count(Contribution now) {
        counted = now;
    }
}
