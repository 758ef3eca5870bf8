package shopstream.warehouse.dashboards;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import shopstream.contracts.yaml.Nearest;
import shopstream.warehouse.dashboards.SqlText.Kind;
import shopstream.warehouse.dashboards.SqlText.Token;

/** Takes measures apart into parts that add up and the arithmetic over them. */
final class MeasureGrammar {

    private final Map<String, Measure> measures;
    private final String entity;
    private final Function<Measure, SqlText.Columns> columns;
    private final List<Part> parts;

    /** New parts are added to {@code parts}, and formulas point there. */
    MeasureGrammar(
            Map<String, Measure> measures,
            String entitySql,
            Function<Measure, SqlText.Columns> columns,
            List<Part> parts) {
        this.parts = parts;
        this.measures = measures;
        this.entity = entitySql;
        this.columns = columns;
    }

    /** The measure's formula. @throws IllegalArgumentException saying what is not understood */
    Formula formula(Measure measure) {
        return formula(measure, Set.of());
    }

    private Formula formula(Measure measure, Set<String> within) {
        if (within.contains(measure.name())) {
            throw new IllegalArgumentException("Measure " + measure.name() + " is defined by itself");
        }
        var names = new LinkedHashSet<>(within);
        names.add(measure.name());
        var reader = new Reader(measure, names);
        Formula formula = reader.sum();
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
        private final SqlText.Columns own;
        private int next;

        Reader(Measure measure, Set<String> within) {
            this.tokens = SqlText.tokens(measure.expression());
            this.text = measure.expression();
            this.own = columns.apply(measure);
            this.within = within;
        }

        Formula sum() {
            Formula left = product();
            while (sees("+") || sees("-")) {
                char sign = tokens.get(next++).text().charAt(0);
                left = new Formula.Operation(sign, left, product());
            }
            return left;
        }

        private Formula product() {
            Formula left = factor();
            while (sees("*") || sees("/")) {
                char sign = tokens.get(next++).text().charAt(0);
                left = new Formula.Operation(sign, left, factor());
            }
            return left;
        }

        private Formula factor() {
            if (next >= tokens.size()) {
                throw new IllegalArgumentException("The expression \"" + text + "\" ends too early");
            }
            Token token = tokens.get(next++);
            if (token.kind() == Kind.NUMBER) {
                return new Formula.Constant(new BigDecimal(token.text()));
            } else if (token.is("-")) {
                return new Formula.Negation(factor());
            } else if (token.is("(")) {
                Formula inner = sum();
                expect(")");
                return inner;
            } else if (token.kind() == Kind.NAME && sees("(")) {
                return aggregate(token.text().toLowerCase(Locale.ROOT), arguments());
            } else if (token.kind() == Kind.NAME && measures.containsKey(token.text())) {
                return formula(measures.get(token.text()), within);
            }
            throw new IllegalArgumentException(
                    "\"" + token.text() + "\" in \"" + text + "\" is neither an aggregate nor a measure"
                            + Nearest.of(token.text(), measures.keySet())
                                    .map(near -> "; the nearest measure is " + near)
                                    .orElse(""));
        }

        private Formula aggregate(String function, List<Token> arguments) {
            if (function.equals("sum") && !arguments.isEmpty()) {
                return new Formula.PartValue(part(new Part(false, SqlText.qualify(arguments, own))));
            } else if (function.equals("count")
                    && arguments.size() == 1
                    && arguments.get(0).is("*")) {
                return new Formula.PartValue(part(new Part(false, "1")));
            } else if (function.equals("count")
                    && arguments.size() > 1
                    && arguments.get(0).is("distinct")) {
                String counted = SqlText.qualify(arguments.subList(1, arguments.size()), own);
                if (counted.equals(entity)) {
                    return new Formula.PartValue(part(new Part(true, "")));
                }
                throw new IllegalArgumentException(
                        "\"" + text + "\" counts something else than the dashboard's entity");
            }
            throw new IllegalArgumentException("\"" + function + "(…)\" in \"" + text + "\" does not add up");
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
