package shopstream.warehouse.dashboards;

import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * Something sales are told apart by.
 *
 * @param name the name in questions and answers
 * @param expression SQL over the star: the fact's own columns, or {@code mart.column} of what its references lead to
 * @param label what a reader calls a value, where that is another column than the value itself
 * @param parent the dimension that this one divides further; a value of this one has one value of its parent
 */
public record Dimension(
        String name,
        String title,
        String expression,
        Optional<Label> label,
        Group group,
        Optional<String> parent,
        String definition,
        Place place) {

    /** A place belongs to the entity (an order goes to one country), goods to its lines (an order has many products). */
    public enum Group {
        PLACE,
        GOODS
    }

    /** The readable name beside a value, under its own name in answers. */
    public record Label(String name, String expression) {}

    Dimension withoutLabel() {
        return new Dimension(name, title, expression, Optional.empty(), group, parent, definition, place);
    }

    Dimension withoutParent() {
        return new Dimension(name, title, expression, label, group, Optional.empty(), definition, place);
    }
}
