package shopstream.warehouse.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.sql.AskableTable.Kind;
import shopstream.warehouse.store.WarehouseCopy.ShownColumn;

/** What the tables of the warehouse are about, in the words of the marts' and dashboards' files. */
final class ShownTables {
    private final List<MartDeclaration> marts;
    private final List<Dashboard> dashboards;

    ShownTables(List<MartDeclaration> marts, List<Dashboard> dashboards) {
        this.marts = marts;
        this.dashboards = dashboards;
    }

    /** @param columns of all tables that are shown */
    List<AskableTable> of(List<ShownColumn> columns) {
        Map<String, List<ShownColumn>> tables = new LinkedHashMap<>();
        columns.forEach(column -> tables.computeIfAbsent(column.table(), name -> new ArrayList<>())
                .add(column));
        return tables.entrySet().stream()
                .map(table -> described(table.getKey(), table.getValue()))
                .toList();
    }

    private AskableTable described(String name, List<ShownColumn> columns) {
        Optional<MartDeclaration> mart =
                marts.stream().filter(each -> each.name().equals(name)).findFirst();
        if (mart.isPresent()) {
            return table(name, Kind.MART, mart.get().description(), columns, words(mart.get()));
        }
        Optional<Dashboard> dashboard = dashboards.stream()
                .filter(each -> name.equals(each.name()) || name.startsWith(each.name() + "_by_day"))
                .findFirst();
        if (dashboard.isPresent()) {
            boolean lines = name.equals(dashboard.get().name());
            String description = dashboard.get().title() + ": "
                    + (lines
                            ? "a row for each line that counts, with all dimensions."
                            : "a row for each day of the shop and each value of the dimensions, with all measures.");
            return table(name, Kind.MEASURES, description, columns, words(dashboard.get()));
        }
        return table(
                name,
                Kind.SEED,
                "A small table of the shop's own, as its file says; every value is text.",
                columns,
                Map.of());
    }

    private static AskableTable table(
            String name, Kind kind, String description, List<ShownColumn> columns, Map<String, String> words) {
        return new AskableTable(
                name,
                kind,
                description,
                columns.stream()
                        .map(column -> new AskableTable.Column(
                                column.name(), column.type(), words.getOrDefault(column.name(), "")))
                        .toList());
    }

    private static Map<String, String> words(MartDeclaration mart) {
        Map<String, String> words = new LinkedHashMap<>();
        for (MartColumn column : mart.columns()) {
            words.put(column.name(), column.description());
        }
        return words;
    }

    private Map<String, String> words(Dashboard dashboard) {
        Map<String, String> words = new LinkedHashMap<>();
        marts.stream().filter(mart -> mart.name().equals(dashboard.mart())).forEach(mart -> words.putAll(words(mart)));
        words.put(dashboard.entity().name(), "The " + dashboard.entity().name() + " that the line belongs to.");
        words.put("time", "When it was.");
        words.put("day", "The day in the shop's zone.");
        for (Dimension dimension : dashboard.dimensions()) {
            words.put(dimension.name(), said(dimension.title(), dimension.definition()));
        }
        for (Measure measure : dashboard.measures()) {
            words.put(measure.name(), said(measure.title(), measure.definition()));
        }
        return words;
    }

    private static String said(String title, String definition) {
        return definition.isBlank() ? title + "." : title + ": " + definition;
    }
}
