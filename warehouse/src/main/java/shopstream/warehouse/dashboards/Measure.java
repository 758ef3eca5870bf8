package shopstream.warehouse.dashboards;

import shopstream.contracts.yaml.Place;

/**
 * A figure with a written definition.
 *
 * @param expression sums and counts of distinct entities, and arithmetic over them and over other measures
 * @param decimals digits after the point when it is shown
 */
public record Measure(
        String name, String title, String expression, Unit unit, int decimals, String definition, Place place) {

    /** What the figure is counted in. */
    public enum Unit {
        CURRENCY,
        COUNT,
        RATIO,
        NUMBER
    }
}
