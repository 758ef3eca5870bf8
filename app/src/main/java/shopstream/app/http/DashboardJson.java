package shopstream.app.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shopstream.warehouse.dashboards.Campaign;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.LeftOut;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.questions.Answer;
import shopstream.warehouse.questions.UnusualHour;

/** Dashboards and their answers as the API writes them: decimals as strings, moments in UTC. */
public final class DashboardJson {
    private final ZoneId shopZone;
    private final DayOfWeek firstWeekday;

    public DashboardJson(ZoneId shopZone, DayOfWeek firstWeekday) {
        this.shopZone = shopZone;
        this.firstWeekday = firstWeekday;
    }

    /** All that a page has to know to show the dashboard, as it is shown without what is left out for now. */
    Map<String, Object> declaration(Dashboard dashboard, Optional<LeftOut> leftOut) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dashboard.name());
        json.put("title", dashboard.title());
        json.put("mart", dashboard.mart());
        json.put("entity", dashboard.entity().name());
        json.put("currency", dashboard.currency());
        dashboard.rates().ifPresent(rates -> json.put("rates", rates.seed().text() + ".csv"));
        json.put("zone", shopZone.getId());
        json.put("firstWeekday", firstWeekday.name().toLowerCase(Locale.ROOT));
        json.put("defaultRange", dashboard.rangeDays() + "d");
        json.put(
                "measures",
                dashboard.measures().stream().map(DashboardJson::declaration).toList());
        json.put(
                "dimensions",
                dashboard.dimensions().stream().map(DashboardJson::declaration).toList());
        leftOut.ifPresent(what -> json.put("leftOut", leftOut(what)));
        return json;
    }

    private static Map<String, Object> leftOut(LeftOut what) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("names", what.names());
        json.put("message", what.sentence());
        return json;
    }

    private static Map<String, Object> declaration(Measure measure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", measure.name());
        json.put("title", measure.title());
        json.put("unit", measure.unit().name().toLowerCase(Locale.ROOT));
        json.put("format", Map.of("decimals", measure.decimals()));
        json.put("definition", measure.definition());
        json.put("expression", measure.expression());
        json.put("additive", additive(measure));
        return json;
    }

    /** Sums may be added by a page; distinct counts and ratios may not. */
    private static boolean additive(Measure measure) {
        return measure.expression().startsWith("sum(") && !measure.expression().contains("/");
    }

    private static Map<String, Object> declaration(Dimension dimension) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dimension.name());
        json.put("title", dimension.title());
        json.put("group", dimension.group().name().toLowerCase(Locale.ROOT));
        json.put("definition", dimension.definition());
        dimension.parent().ifPresent(parent -> json.put("parent", parent));
        dimension.label().ifPresent(label -> json.put("label", label.name()));
        return json;
    }

    Map<String, Object> answer(Dashboard dashboard, Answer answer, Optional<LeftOut> leftOut) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", answer.from().toString());
        json.put("to", answer.to().toString());
        json.put("zone", answer.zone().getId());
        json.put("currency", answer.currency());
        json.put("completeTo", answer.completeTo().map(Instant::toString).orElse(null));
        json.put("lagMillis", answer.lagMillis().orElse(null));
        json.put("hasHours", answer.hasHours());
        json.put("lastSale", answer.lastSale().map(Instant::toString).orElse(null));
        json.put("rows", answer.rows().stream().map(row -> row(dashboard, row)).toList());
        if (!answer.unconverted().isEmpty()) {
            json.put("unconverted", originals(answer.unconverted()));
        }
        leftOut.ifPresent(what -> json.put("leftOut", leftOut(what)));
        return json;
    }

    /** One row: counts as numbers, decimals as strings with the measure's digits, moments as text. */
    Map<String, Object> row(Dashboard dashboard, Map<String, Object> row) {
        Map<String, Object> json = new LinkedHashMap<>();
        row.forEach((name, value) -> json.put(name, value(dashboard.measures(), name, value)));
        return json;
    }

    /** Amounts in their own currencies, with all the digits they have. */
    private static List<Map<String, Object>> originals(List<?> unconverted) {
        return unconverted.stream()
                .map(each -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    ((Map<?, ?>) each)
                            .forEach((name, value) -> json.put(
                                    (String) name,
                                    value instanceof BigDecimal number ? number.toPlainString() : value));
                    return json;
                })
                .toList();
    }

    private static Object value(List<Measure> measures, String name, Object value) {
        if (value instanceof Instant moment) {
            return moment.toString();
        }
        if (value instanceof List<?> unconverted) {
            return originals(unconverted);
        }
        if (value instanceof BigDecimal number) {
            int digits = measures.stream()
                    .filter(measure -> measure.name().equals(name))
                    .mapToInt(Measure::decimals)
                    .findFirst()
                    .orElse(number.scale());
            return number.setScale(digits, RoundingMode.HALF_UP).toPlainString();
        }
        return value;
    }

    Map<String, Object> unusual(UnusualHour hour) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", hour.time().toString());
        hour.dimension().ifPresent(dimension -> json.put(dimension, hour.place().orElse(null)));
        json.put("measure", "orders");
        json.put("value", hour.value());
        json.put("expected", round(hour.expected()));
        json.put("ratio", round(hour.ratio()));
        json.put("chance", hour.chance());
        json.put("finished", hour.finished());
        json.put("sentence", hour.sentence());
        json.put("campaigns", hour.campaigns());
        hour.driver().ifPresent(driver -> {
            Map<String, Object> what = new LinkedHashMap<>();
            what.put("dimension", driver.dimension());
            what.put("value", driver.value());
            driver.label().ifPresent(label -> what.put("label", label));
            what.put("count", driver.count());
            what.put("expected", round(driver.expected()));
            json.put("driver", what);
        });
        return json;
    }

    Map<String, Object> campaign(Campaign.Run run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", run.campaign().name());
        json.put("from", run.from().toString());
        json.put("to", run.to().toString());
        json.put("about", new TreeMap<>(run.campaign().about()));
        return json;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
