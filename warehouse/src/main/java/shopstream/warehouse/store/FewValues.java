package shopstream.warehouse.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A condition with the values themselves in it. DuckDB then reads only the blocks that can hold one of them; for the rows of
 * another table it reads all between the smallest and the largest, which is everything once one old row is among new ones.
 */
final class FewValues {
    /** With five thousand the long condition costs more than the blocks it saves. */
    private static final int MOST = 1_000;

    private FewValues() {}

    /**
     * That an expression is one of a query's values, of which those without a value are none.
     *
     * @param query of one column
     * @return empty when there are too many, or of a type that is not written as a constant here
     */
    static Optional<String> among(Statement statement, String expression, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT DISTINCT * FROM (" + query + ") few(x) WHERE x IS NOT NULL LIMIT " + (MOST + 1))) {
            while (rows.next()) {
                Optional<String> constant = constant(rows.getObject(1));
                if (constant.isEmpty()) {
                    return Optional.empty();
                }
                values.add(constant.get());
            }
        }
        if (values.isEmpty()) {
            return Optional.of("false");
        }
        return values.size() > MOST
                ? Optional.empty()
                : Optional.of(expression + " IN (" + String.join(", ", values) + ")");
    }

    private static Optional<String> constant(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return Optional.of(value.toString());
        }
        if (value instanceof BigDecimal number) {
            return Optional.of(number.toPlainString());
        }
        if (value instanceof String text) {
            return Optional.of("'" + text.replace("'", "''") + "'");
        }
        return Optional.empty();
    }
}
