package shopstream.warehouse.dashboards;

import java.util.List;
import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * A declared dashboard: a fact, the measures over it and the dimensions in drill order.
 *
 * @param also further marts whose rows are the fact's too; columns of one name are one column
 * @param where SQL over the star that says which rows count
 * @param currency ISO 4217 code of the measures whose unit is currency
 * @param rangeDays whole days of the range shown unless another is asked for, today the last
 * @param otherwise the name of a missing dimension value
 * @param campaigns the marketing calendar; empty where the dashboard shows none
 * @param rates the currencies of amounts and their worth; empty where every amount is in {@code currency}
 */
public record Dashboard(
        String name,
        String title,
        String mart,
        List<String> also,
        String time,
        String where,
        Entity entity,
        String currency,
        int rangeDays,
        String otherwise,
        List<Measure> measures,
        List<Dimension> dimensions,
        Optional<CampaignTable> campaigns,
        Optional<RateTable> rates,
        Place place) {

    public Dashboard {
        also = List.copyOf(also);
        measures = List.copyOf(measures);
        dimensions = List.copyOf(dimensions);
    }

    /** What distinct counts count, such as an order: it has one time and one place. */
    public record Entity(String name, String expression, Place place) {}

    /** The dimension of that name, if there is one. */
    public Optional<Dimension> dimension(String dimensionName) {
        return dimensions.stream().filter(d -> d.name().equals(dimensionName)).findFirst();
    }

    /** The dimensions of a group, in drill order. */
    public List<Dimension> dimensions(Dimension.Group group) {
        return dimensions.stream().filter(d -> d.group() == group).toList();
    }

    /** The same dashboard with one measure and no dimensions. */
    public Dashboard of(Measure measure) {
        return showing(List.of(measure), List.of());
    }

    /** The same dashboard with other measures and dimensions. */
    Dashboard showing(List<Measure> otherMeasures, List<Dimension> otherDimensions) {
        return new Dashboard(
                name,
                title,
                mart,
                also,
                time,
                where,
                entity,
                currency,
                rangeDays,
                otherwise,
                otherMeasures,
                otherDimensions,
                campaigns,
                rates,
                place);
    }
}
