package shopstream.warehouse.dashboards;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartDeclaration;

/**
 * A dashboard's expressions as SQL over its fact, left-joined with what the references lead to. Every expression is
 * text for DuckDB in which each table is known under its mart's or seed's own name.
 */
public final class Star {

    private final Dashboard dashboard;
    private final StarTables tables;
    private final String time;
    private final String where;
    private final String entity;
    private final List<Part> parts;
    private final Map<String, Formula> formulas;
    private final Map<String, String> dimensions;
    private final Map<String, LabelSource> labels;
    private final Optional<DayRates> rates;

    /** Where a dimension's label is looked up: {@code column} of {@code table} where {@code key} is the value. */
    public record LabelSource(String name, String table, String key, String column) {}

    private Star(Dashboard dashboard, StarTables tables, Reading reading) {
        this.dashboard = dashboard;
        this.tables = tables;
        this.time = reading.time;
        this.where = reading.where;
        this.entity = reading.entity;
        this.parts = List.copyOf(reading.parts);
        this.formulas = reading.formulas;
        this.dimensions = reading.dimensions;
        this.labels = reading.labels;
        this.rates = reading.rates;
    }

    /**
     * The star of a dashboard, or empty after telling the problems why there is none.
     *
     * @param zone whose days are those of the exchange rates
     */
    public static Optional<Star> of(
            Dashboard dashboard,
            Collection<MartDeclaration> marts,
            Collection<Seed> seeds,
            ZoneId zone,
            Problems problems) {
        var own = new Problems();
        boolean taken = marts.stream().anyMatch(mart -> mart.name().equals(dashboard.name()))
                || seeds.stream().anyMatch(seed -> seed.name().equals(dashboard.name()));
        if (taken) {
            own.add(
                    dashboard.place(),
                    "The dashboard is named like the table " + dashboard.name(),
                    "Give it another name: it becomes a view beside that table");
        }
        Optional<StarTables> tables = StarTables.of(dashboard, marts, seeds, own);
        Optional<Star> star = tables.map(t -> new Star(dashboard, t, new Reading(dashboard, t, seeds, zone, own)));
        own.all().stream().distinct().forEach(p -> problems.add(p.place(), p.message(), p.nextStep()));
        return own.none() ? star : Optional.empty();
    }

    public Dashboard dashboard() {
        return dashboard;
    }

    /** The row's time, SQL of type TIMESTAMPTZ. */
    public String time() {
        return time;
    }

    /** The condition that makes a row count; a row without a time or an entity never does. */
    public String where() {
        return where;
    }

    public String entity() {
        return entity;
    }

    public List<Part> parts() {
        return parts;
    }

    /** Each measure as arithmetic over {@link #parts}, in declared order. */
    public Map<String, Formula> formulas() {
        return formulas;
    }

    /** Whether a measure is rounded to its decimals, once, at the end: one that divides or that was converted. */
    public boolean rounds(Measure measure) {
        return formulas.get(measure.name()).divides() || (rates.isPresent() && measure.unit() == Measure.Unit.CURRENCY);
    }

    /** A dimension's value as text, missing ones named. */
    public String dimension(String name) {
        return dimensions.get(name);
    }

    public Optional<LabelSource> label(String dimension) {
        return Optional.ofNullable(labels.get(dimension));
    }

    /** What amounts of several currencies are worth; empty where every amount is in the dashboard's own. */
    public Optional<DayRates> rates() {
        return rates;
    }

    public StarTables tables() {
        return tables;
    }

    /** The FROM clause with only those joins that these expressions need. */
    public String from(Collection<String> expressions) {
        return from(tables.source(), expressions);
    }

    /** The FROM clause with every join of the dashboard. */
    public String from() {
        return from(everyExpression());
    }

    /** The FROM clause with every join, over a table with some of the fact's rows instead of the fact. */
    public String fromRows(String table) {
        return fromRows(table, everyExpression());
    }

    /** The FROM clause with the joins that these expressions need, over a table with some of the fact's rows. */
    public String fromRows(String table, Collection<String> expressions) {
        return from(table + " AS \"" + tables.fact() + "\"", expressions);
    }

    /** @param source what stands in for the fact, under the fact's name */
    private String from(String source, Collection<String> expressions) {
        Optional<DayRates> needed = rates.filter(known -> expressions.stream().anyMatch(known::isIn));
        if (needed.isEmpty()) {
            return tables.from(source, expressions);
        }
        var all = new ArrayList<>(expressions);
        all.addAll(needed.get().expressions());
        return tables.from(source, all) + needed.get().join();
    }

    /** The marts and seeds that this dashboard's numbers come from, the fact first. */
    public Set<String> usedTables() {
        return tables.usedTables(everyExpression(), labels.values());
    }

    /** Columns of a joined table whose change can change this dashboard's numbers. */
    public Set<String> usedColumns(String table) {
        return tables.usedColumns(table, everyExpression());
    }

    /** A text that differs when anything about the numbers' meaning differs. */
    public String fingerprint() {
        return String.join("\n", everyExpression()) + "\n" + from() + "\n" + dashboard.otherwise() + "\n"
                + rates.map(known -> known.fingerprint() + "\n").orElse("")
                + dashboard.dimensions().stream()
                        .map(d -> d.name() + d.group() + d.parent())
                        .toList();
    }

    private List<String> everyExpression() {
        var all = new ArrayList<>(List.of(time, where, entity));
        parts.forEach(part -> all.add(part.sql()));
        all.addAll(dimensions.values());
        rates.ifPresent(known -> all.add(known.rate()));
        return all;
    }

    /** The expressions of a dashboard, read one by one so that all problems are found at once. */
    private static final class Reading {
        private final Problems problems;
        private final StarTables tables;
        private final String time;
        private final String where;
        private final String entity;
        private final List<Part> parts = new ArrayList<>();
        private final Map<String, Formula> formulas = new LinkedHashMap<>();
        private final Map<String, String> dimensions = new LinkedHashMap<>();
        private final Map<String, LabelSource> labels = new LinkedHashMap<>();
        private final Optional<DayRates> rates;

        Reading(Dashboard dashboard, StarTables tables, Collection<Seed> seeds, ZoneId zone, Problems problems) {
            this.tables = tables;
            this.problems = problems;
            this.time = sql(dashboard.time(), dashboard.place());
            if (tables.isDay(time)) {
                problems.add(
                        dashboard.place(),
                        "The dashboard's time " + dashboard.time() + " is a day, which begins elsewhere in every zone",
                        "Write `logicalType: timestamp` in its contract and TIMESTAMPTZ in the mart: it then is the first"
                                + " moment of the shop's day");
            }
            this.entity =
                    sql(dashboard.entity().expression(), dashboard.entity().place());
            if (tables.joins().stream().anyMatch(join -> entity.contains("\"" + join.table() + "\"."))) {
                problems.add(
                        dashboard.entity().place(),
                        "The entity " + dashboard.entity().expression() + " is not the fact's own",
                        "Use columns of " + dashboard.mart());
            }
            this.where = "(" + sql(dashboard.where(), dashboard.place()) + ") AND " + time + " IS NOT NULL AND "
                    + entity + " IS NOT NULL";
            this.rates = dashboard.rates().map(table -> {
                String amountsIn =
                        sql(table.amountsIn().text(), table.amountsIn().place());
                List<Rate> read = new RateRows(table, dashboard.currency(), problems).read(seeds);
                return new DayRates(dashboard, read, amountsIn, time, zone);
            });
            measures(dashboard);
            String otherwise = dashboard.otherwise().replace("'", "''");
            for (Dimension dimension : dashboard.dimensions()) {
                String value = sql(dimension.expression(), dimension.place());
                dimensions.put(dimension.name(), "coalesce(CAST(" + value + " AS VARCHAR), '" + otherwise + "')");
                dimension.label().ifPresent(label -> label(dimension, label, value));
            }
        }

        private String sql(String expression, Place place) {
            try {
                return SqlText.qualify(SqlText.tokens(expression), (t, c) -> tables.column(t, c, place, problems));
            } catch (IllegalArgumentException e) {
                problems.add(place, e.getMessage(), "Write an SQL expression over the star");
                return "NULL";
            }
        }

        private void measures(Dashboard dashboard) {
            var byName = new LinkedHashMap<String, Measure>();
            dashboard.measures().forEach(m -> byName.putIfAbsent(m.name(), m));
            for (Measure measure : byName.values()) {
                var grammar = new MeasureGrammar(
                        byName,
                        entity,
                        m -> (t, c) -> tables.column(t, c, m.place(), problems),
                        rates.map(DayRates::rate),
                        parts);
                try {
                    formulas.put(measure.name(), grammar.formula(measure));
                } catch (IllegalArgumentException e) {
                    problems.add(
                            measure.place(),
                            e.getMessage(),
                            "Use sum(…), count(*), count(distinct "
                                    + dashboard.entity().expression() + "), other measures and + - * /");
                }
            }
        }

        private void label(Dimension dimension, Dimension.Label label, String value) {
            Optional<LabelSource> source =
                    tables.label(label.name(), value, sql(label.expression(), dimension.place()));
            if (source.isPresent()) {
                labels.put(dimension.name(), source.get());
            } else {
                problems.add(
                        dimension.place(),
                        "The label " + label.expression() + " cannot be looked up by " + dimension.expression(),
                        "Use a column of the mart that " + dimension.expression() + " references");
            }
        }
    }
}
