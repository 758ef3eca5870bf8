package shopstream.warehouse.questions;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shopstream.warehouse.dashboards.Formula;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.dashboards.Star;

/** Measures from their parts. */
final class Figures {

    private final Star star;

    Figures(Star star) {
        this.star = star;
    }

    /** The parts p0… of the current row. */
    List<BigDecimal> parts(ResultSet rows) throws SQLException {
        var parts = new ArrayList<BigDecimal>();
        for (int i = 0; i < star.parts().size(); i++) {
            parts.add(decimal(rows.getObject("p" + i)));
        }
        return parts;
    }

    /** Every measure under its name: Long for a count, else BigDecimal, or null without a value. */
    Map<String, Object> measures(List<BigDecimal> parts) {
        var values = new LinkedHashMap<String, Object>();
        for (Measure measure : star.dashboard().measures()) {
            Formula formula = star.formulas().get(measure.name());
            values.put(measure.name(), shown(measure, formula, formula.value(parts), star.rounds(measure)));
        }
        return values;
    }

    /** The same of parts that were not converted: exact in whatever currency they are in. */
    Map<String, Object> originals(List<BigDecimal> parts) {
        var values = new LinkedHashMap<String, Object>();
        for (Measure measure : star.dashboard().measures()) {
            Formula formula = star.formulas().get(measure.name());
            values.put(measure.name(), shown(measure, formula, formula.value(parts), formula.divides()));
        }
        return values;
    }

    /** Exact as far as it can be; only what was divided or converted is rounded, once, to the measure's decimals. */
    private static Object shown(Measure measure, Formula formula, BigDecimal value, boolean rounded) {
        if (value == null) {
            return null;
        }
        if (measure.unit() == Measure.Unit.COUNT && !formula.divides()) {
            return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
        }
        int scale = rounded ? measure.decimals() : Math.max(value.scale(), measure.decimals());
        return value.setScale(scale, RoundingMode.HALF_UP);
    }

    static BigDecimal decimal(Object value) {
        if (value == null) {
            return BigDecimal.ZERO;
        } else if (value instanceof BigDecimal decimal) {
            return decimal;
        } else if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        } else if (value instanceof Double real) {
            return BigDecimal.valueOf(real);
        }
        return BigDecimal.valueOf(((Number) value).longValue());
    }
}
