package shopstream.warehouse.dashboards;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A measure as arithmetic over parts that add up. Evaluated exactly: 34 digits, no floating point. */
public sealed interface Formula {

    /** The part at this index of the star's parts. */
    record PartValue(int index) implements Formula {}

    record Constant(BigDecimal value) implements Formula {}

    record Negation(Formula of) implements Formula {}

    record Operation(char sign, Formula left, Formula right) implements Formula {}

    /** The value, or null where something it needs is missing or a division is by zero. */
    default BigDecimal value(List<BigDecimal> parts) {
        if (this instanceof PartValue part) {
            return parts.get(part.index());
        } else if (this instanceof Constant constant) {
            return constant.value();
        } else if (this instanceof Negation negation) {
            BigDecimal value = negation.of().value(parts);
            return value == null ? null : value.negate();
        }
        Operation operation = (Operation) this;
        BigDecimal left = operation.left().value(parts);
        BigDecimal right = operation.right().value(parts);
        if (left == null || right == null) {
            return null;
        }
        return switch (operation.sign()) {
            case '+' -> left.add(right);
            case '-' -> left.subtract(right);
            case '*' -> left.multiply(right);
            case '/' -> right.signum() == 0 ? null : left.divide(right, MathContext.DECIMAL128);
            default -> throw new IllegalStateException("Unknown operation " + operation.sign());
        };
    }

    /** Whether the value is a sum or a difference of parts, so that it is exact as it is. */
    default boolean divides() {
        if (this instanceof Operation operation) {
            return operation.sign() == '/'
                    || operation.left().divides()
                    || operation.right().divides();
        }
        return this instanceof Negation negation && negation.of().divides();
    }

    /** The same arithmetic in SQL over the parts' own SQL. */
    default String sql(List<String> parts) {
        if (this instanceof PartValue part) {
            return parts.get(part.index());
        } else if (this instanceof Constant constant) {
            return constant.value().toPlainString();
        } else if (this instanceof Negation negation) {
            return "(-" + negation.of().sql(parts) + ")";
        }
        Operation operation = (Operation) this;
        String right = operation.right().sql(parts);
        if (operation.sign() == '/') {
            right = "nullif(" + right + ", 0)";
        }
        return "(" + operation.left().sql(parts) + " " + operation.sign() + " " + right + ")";
    }
}
