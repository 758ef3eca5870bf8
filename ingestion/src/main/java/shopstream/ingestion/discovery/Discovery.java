package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a database was found to be: the files of a shop's folder and a report to its owner. Made from a reading alone.
 *
 * @param files text by path below the folder, such as {@code contracts/orders.yaml}
 * @param report what makes the schema hard to analyse
 * @param summary one line about what plays which part
 */
public record Discovery(Map<String, String> files, List<OwnerFinding> report, String summary) {
    public Discovery {
        report = List.copyOf(report);
    }

    /** What the user has decided beforehand; empty where discovery decides. */
    public record Wishes(Optional<String> orders, Optional<String> lines, boolean everyTable) {}

    /**
     * Judges a reading.
     *
     * @param user who will capture the database, for shop.yaml
     * @throws DiscoveryFailure when no sales can be found in it
     */
    public static Discovery of(SchemaReading schema, String user, Wishes wishes) {
        Roles roles = new RoleSearch(schema, new RoleSearch.Chosen(wishes.orders(), wishes.lines())).roles();
        Star star = StarPlan.of(schema, roles);
        Countries countries = Countries.known();
        CurrencyGuess currency = CurrencyGuess.of(roles);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("shop.yaml", ShopText.of(schema, user, currency));
        Map<String, List<StarColumn>> used = used(star);
        for (TableReading table : contracted(schema, star, wishes)) {
            files.put(
                    "contracts/" + DatasetNames.of(table.name()) + ".yaml",
                    contract(schema, table, used.getOrDefault(table.name(), List.of()), star));
        }
        used.forEach((table, columns) -> files.put(
                "models/staging/" + DatasetNames.staging(table) + ".sql",
                ModelText.staging(schema.table(table), columns, remarks(star, table))));
        for (StarTable dimension : star.dimensions()) {
            files.put("models/marts/" + dimension.mart() + ".sql", ModelText.dimensionSql(dimension));
            files.put("models/marts/" + dimension.mart() + ".yaml", ModelText.dimensionYaml(dimension));
        }
        FactText fact = new FactText(star);
        files.put("models/marts/sales_lines.sql", fact.sql());
        files.put("models/marts/sales_lines.yaml", fact.yaml());
        files.put("dashboards/sales.yaml", new DashboardText(star, currency.code(), countries).text());
        files.put(
                "seeds/regions.csv",
                countries.seed(star.countryTrail()
                        .map(trail -> trail.column().distinct())
                        .orElse(Set.of())));
        return new Discovery(files, OwnerReport.of(schema, Optional.of(star)), summary(schema, star));
    }

    /** The report to the owner of a database in which no sales were found. */
    public static List<OwnerFinding> reportWithoutSales(SchemaReading schema) {
        return OwnerReport.of(schema, Optional.empty());
    }

    private static String contract(SchemaReading schema, TableReading table, List<StarColumn> columns, Star star) {
        Map<String, StarColumn> bySource = new LinkedHashMap<>();
        columns.forEach(column -> bySource.putIfAbsent(column.source().name(), column));
        List<String> guessedKey = !table.key().isEmpty()
                ? List.of()
                : star.lines().columns().stream()
                        .filter(column -> star.factKey().contains(column.name()))
                        .map(column -> column.source().name())
                        .toList();
        return new ContractText(schema, table, bySource, guessedKey).text();
    }

    private static List<Remark> remarks(Star star, String table) {
        return star.header().source().name().equals(table) ? star.headerRemarks() : List.of();
    }

    /** The columns of every table that some mart needs; a name for each. */
    private static Map<String, List<StarColumn>> used(Star star) {
        Map<String, List<StarColumn>> used = new LinkedHashMap<>();
        Stream.concat(Stream.of(star.lines(), star.header()), star.dimensions().stream())
                .forEach(part -> {
                    List<StarColumn> columns =
                            used.computeIfAbsent(part.source().name(), table -> new ArrayList<>());
                    part.columns().stream()
                            .filter(column -> columns.stream()
                                    .noneMatch(known -> known.name().equals(column.name())))
                            .forEach(columns::add);
                });
        return used;
    }

    private static List<TableReading> contracted(SchemaReading schema, Star star, Wishes wishes) {
        return schema.tables().stream()
                .filter(table -> plays(star, table)
                        || (wishes.everyTable()
                                && !table.key().isEmpty()
                                && table.unreadable().isEmpty()))
                .toList();
    }

    private static boolean plays(Star star, TableReading table) {
        return Stream.concat(Stream.of(star.lines(), star.header()), star.dimensions().stream())
                .anyMatch(part -> part.source().name().equals(table.name()));
    }

    private static String summary(SchemaReading schema, Star star) {
        Roles roles = star.roles();
        List<String> others = schema.tables().stream()
                .filter(table -> !plays(star, table))
                .map(TableReading::name)
                .toList();
        return "Orders: " + roles.orders().name() + "; lines: " + roles.lines().name() + "; products: "
                + roles.products().name() + "; customers: "
                + roles.customers().map(TableReading::name).orElse("not found") + "; category: "
                + star.category().orElse("not found") + "; country: "
                + star.countryTrail().map(Trail::toString).orElse("not found") + "."
                + (others.isEmpty()
                        ? ""
                        : " No part in a sale: "
                                + String.join(", ", others.stream().limit(20).toList())
                                + (others.size() > 20 ? ", …" : "") + ".");
    }
}
