package shopstream.warehouse.dashboards;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import shopstream.contracts.yaml.Nearest;
import shopstream.warehouse.dashboards.SqlText.Kind;
import shopstream.warehouse.dashboards.SqlText.Token;

/**
 * Takes measures apart into parts that add up and the arithmetic over them. Where rows have currencies, a measure whose
 * unit is currency is one of the rows that have a rate, counts included, and what its sums add up is converted row by
 * row; not so behind a division, where the divisor is what the amount is spread over.
 */
final class MeasureGrammar {

    private final Map<String, Measure> measures;
    private final String entity;
    private final Function<Measure, SqlText.Columns> columns;
    private final Optional<String> rate;
    private final List<Part> parts;

    /**
     * New parts are added to {@code parts}, and formulas point there.
     *
     * @param rate qualified SQL of what a row's amounts are worth; empty where all are in one currency
     */
    MeasureGrammar(
            Map<String, Measure> measures,
            String entitySql,
            Function<Measure, SqlText.Columns> columns,
            Optional<String> rate,
            List<Part> parts) {
        this.rate = rate;
        this.parts = parts;
        this.measures = measures;
        this.entity = entitySql;
        this.columns = columns;
    }

    /** The measure's formula. @throws IllegalArgumentException saying what is not understood */
    Formula formula(Measure measure) {
        return formula(measure, Set.of(), false);
    }

    private Formula formula(Measure measure, Set<String> within, boolean withinRated) {
        if (within.contains(measure.name())) {
            throw new IllegalArgumentException("Measure " + measure.name() + " is defined by itself");
        }
        var names = new LinkedHashSet<>(within);
        names.add(measure.name());
        boolean isAmount = rate.isPresent() && measure.unit() == Measure.Unit.CURRENCY;
        var reader = new Reader(measure, names, isAmount || withinRated);
        Formula formula = reader.sum(isAmount);
        reader.end();
        return formula;
    }

    private int part(Part part) {
        int index = parts.indexOf(part);
        if (index < 0) {
            parts.add(part);
            index = parts.size() - 1;
        }
        return index;
    }

    /** Recursive descent over one measure's tokens. */
    private final class Reader {
        private final List<Token> tokens;
        private final String text;
        private final Set<String> within;
        private final boolean rated;
        private final SqlText.Columns own;
        private int next;

        Reader(Measure measure, Set<String> within, boolean rated) {
            this.rated = rated;
            this.tokens = SqlText.tokens(measure.expression());
            this.text = measure.expression();
            this.own = columns.apply(measure);
            this.within = within;
        }

        /** @param isAmount whether sums are of amounts, to be converted */
        Formula sum(boolean isAmount) {
            Formula left = product(isAmount);
            while (sees("+") || sees("-")) {
                char sign = tokens.get(next++).text().charAt(0);
                left = new Formula.Operation(sign, left, product(isAmount));
            }
            return left;
        }

        private Formula product(boolean isAmount) {
            Formula left = factor(isAmount);
            while (sees("*") || sees("/")) {
                char sign = tokens.get(next++).text().charAt(0);
                left = new Formula.Operation(sign, left, factor(isAmount && sign == '*' && !hasSum(left)));
            }
            return left;
        }

        private Formula factor(boolean isAmount) {
            if (next >= tokens.size()) {
                throw new IllegalArgumentException("The expression \"" + text + "\" ends too early");
            }
            Token token = tokens.get(next++);
            if (token.kind() == Kind.NUMBER) {
                return new Formula.Constant(new BigDecimal(token.text()));
            } else if (token.is("-")) {
                return new Formula.Negation(factor(isAmount));
            } else if (token.is("(")) {
                Formula inner = sum(isAmount);
                expect(")");
                return inner;
            } else if (token.kind() == Kind.NAME && sees("(")) {
                return aggregate(token.text().toLowerCase(Locale.ROOT), arguments(), isAmount);
            } else if (token.kind() == Kind.NAME && measures.containsKey(token.text())) {
                return formula(measures.get(token.text()), within, rated);
            }
            throw new IllegalArgumentException(
                    "\"" + token.text() + "\" in \"" + text + "\" is neither an aggregate nor a measure"
                            + Nearest.of(token.text(), measures.keySet())
                                    .map(near -> "; the nearest measure is " + near)
                                    .orElse(""));
        }

        private Formula aggregate(String function, List<Token> arguments, boolean isAmount) {
            if (function.equals("sum") && !arguments.isEmpty()) {
                return new Formula.PartValue(part(summed(SqlText.qualify(arguments, own), isAmount)));
            } else if (function.equals("count")
                    && arguments.size() == 1
                    && arguments.get(0).is("*")) {
                return new Formula.PartValue(part(summed("1", false)));
            } else if (function.equals("count")
                    && arguments.size() > 1
                    && arguments.get(0).is("distinct")) {
                String counted = SqlText.qualify(arguments.subList(1, arguments.size()), own);
                if (counted.equals(entity)) {
                    return new Formula.PartValue(
                            part(rated ? Part.rated(true, entity, rate.get()) : Part.plain(true, entity)));
                }
                throw new IllegalArgumentException(
                        "\"" + text + "\" counts something else than the dashboard's entity");
            }
            throw new IllegalArgumentException("\"" + function + "(…)\" in \"" + text + "\" does not add up");
        }

        private Part summed(String sql, boolean isAmount) {
            if (isAmount) {
                return Part.converted(sql, rate.get());
            }
            return rated ? Part.rated(false, sql, rate.get()) : Part.plain(false, sql);
        }

        /** Of two factors only one is an amount: the first that adds amounts up. */
        private boolean hasSum(Formula formula) {
            if (formula instanceof Formula.PartValue value) {
                return !parts.get(value.index()).distinct();
            } else if (formula instanceof Formula.Negation negation) {
                return hasSum(negation.of());
            }
            return formula instanceof Formula.Operation operation
                    && (hasSum(operation.left()) || hasSum(operation.right()));
        }

        private List<Token> arguments() {
            int start = next + 1;
            int depth = 0;
            do {
                if (next >= tokens.size()) {
                    throw new IllegalArgumentException("A parenthesis is not closed in \"" + text + "\"");
                }
                depth += sees("(") ? 1 : sees(")") ? -1 : 0;
                next++;
            } while (depth > 0);
            return tokens.subList(start, next - 1);
        }

        private boolean sees(String sign) {
            return next < tokens.size() && tokens.get(next).is(sign);
        }

        private void expect(String sign) {
            if (!sees(sign)) {
                throw new IllegalArgumentException("\"" + sign + "\" is missing in \"" + text + "\"");
            }
            next++;
        }

        void end() {
            if (next < tokens.size()) {
                throw new IllegalArgumentException(
                        "\"" + tokens.get(next).text() + "\" is not expected in \"" + text + "\"");
            }
        }
    }
}
