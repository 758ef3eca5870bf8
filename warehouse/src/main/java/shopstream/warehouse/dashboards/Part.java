package shopstream.warehouse.dashboards;

/**
 * A figure that adds up over rows ({@code sum}) or over entities ({@code distinct entities}), from which measures are computed.
 *
 * @param sql what is summed or whose distinct values are counted, qualified; NULL in a row that is left out
 * @param original the same as the row has it, in its own currency
 * @param rated whether rows are left out whose amounts have no rate
 */
public record Part(boolean distinct, String sql, String original, boolean rated) {

    /** Over every row, as the row has it. */
    static Part plain(boolean distinct, String sql) {
        return new Part(distinct, sql, sql, false);
    }

    /** Over the rows whose amounts have a rate. */
    static Part rated(boolean distinct, String sql, String rate) {
        return new Part(distinct, "CASE WHEN (" + rate + ") IS NOT NULL THEN " + sql + " END", sql, true);
    }

    /** A sum of amounts, each at its own rate. */
    static Part converted(String sql, String rate) {
        return new Part(false, "(" + sql + ") * (" + rate + ")", sql, true);
    }

    /** The part in SQL over rows of the star. */
    public String total() {
        return total(sql);
    }

    /** The part over rows of one currency, not converted. */
    public String originalTotal() {
        return total(original);
    }

    private String total(String summand) {
        return distinct ? "count(DISTINCT " + summand + ")" : "coalesce(sum(" + summand + "), 0)";
    }
}
