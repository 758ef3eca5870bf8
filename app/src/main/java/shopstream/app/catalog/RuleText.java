package shopstream.app.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Rules;

/** What a contract says of a column, in words. */
final class RuleText {
    private RuleText() {}

    static String type(ColumnType type) {
        if (type instanceof ColumnType.Text text) {
            return text.maxLength() == Integer.MAX_VALUE ? "text" : "text of at most " + text.maxLength();
        } else if (type instanceof ColumnType.Whole) {
            return "whole number";
        } else if (type instanceof ColumnType.Decimal decimal) {
            return "number, " + decimal.precision() + " digits, " + decimal.scale() + " of them after the point";
        } else if (type instanceof ColumnType.Day) {
            return "day";
        } else if (type instanceof ColumnType.Moment) {
            return "moment";
        }
        return "yes or no";
    }

    static List<String> of(Column column) {
        List<String> words = new ArrayList<>();
        if (column.keyPosition() > 0) {
            words.add("part of the key");
        } else if (column.required()) {
            words.add("always there");
        }
        Rules rules = column.rules();
        rules.minimum()
                .ifPresent(
                        least -> words.add((rules.minimumExcluded() ? "above " : "at least ") + least.toPlainString()));
        rules.maximum()
                .ifPresent(most -> words.add((rules.maximumExcluded() ? "below " : "at most ") + most.toPlainString()));
        rules.minLength().ifPresent(least -> words.add("at least " + least + " characters"));
        rules.maxLength().ifPresent(most -> words.add("at most " + most + " characters"));
        rules.pattern().ifPresent(pattern -> words.add("like " + pattern.pattern()));
        if (!rules.allowed().isEmpty()) {
            words.add("one of " + String.join(", ", new TreeSet<>(rules.allowed())));
        }
        return words;
    }
}
