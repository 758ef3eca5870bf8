package shopstream.app.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import shopstream.app.catalog.CatalogEntry.Kind;
import shopstream.app.configuration.Shop;
import shopstream.app.configuration.ShopLineage;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.contracts.EventContract;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.operations.lineage.Field;
import shopstream.operations.lineage.Lineage;
import shopstream.operations.lineage.Lineage.Made;
import shopstream.transformations.model.InputColumn;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.ModelColumn;
import shopstream.transformations.model.StagingView;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.dashboards.Dimension;
import shopstream.warehouse.dashboards.Measure;
import shopstream.warehouse.training.TrainingFiles;
import shopstream.warehouse.training.TrainingSet;

/** Every dataset, model, dashboard and training set of a shop, with what each says of itself and what it is made of. */
public final class Catalog {
    private final Shop shop;
    private final List<TrainingSet> sets;
    private final List<CatalogEntry> entries = new ArrayList<>();

    private Catalog(Shop shop, List<TrainingSet> sets) {
        this.shop = shop;
        this.sets = sets;
    }

    /** All entries, in the order in which data flows. */
    public static List<CatalogEntry> of(Shop shop) {
        List<TrainingSet> sets = TrainingFiles.read(shop.configuration().training(), new Problems());
        Lineage lineage = ShopLineage.of(shop, sets);
        Catalog catalog = new Catalog(shop, sets);
        shop.contracts().forEach(catalog::add);
        shop.events().ifPresent(catalog::add);
        shop.seeds().forEach(catalog::add);
        lineage.all().forEach(catalog::add);
        return List.copyOf(catalog.entries);
    }

    private void add(Contract contract) {
        entries.add(new CatalogEntry(
                contract.dataset(),
                Kind.DATASET,
                contract.dataset(),
                contract.dataset(),
                contract.description(),
                place(contract.place()),
                contract.versionedId(),
                contract.lake().isPresent(),
                contract.columns().stream().map(Catalog::column).toList(),
                List.of()));
    }

    private static CatalogColumn column(Column column) {
        return new CatalogColumn(
                column.name(),
                "column",
                RuleText.type(column.type()),
                column.description(),
                RuleText.of(column),
                "",
                column.personal(),
                List.of());
    }

    private void add(EventContract events) {
        List<CatalogColumn> columns = shop.inputs().stream()
                .filter(input -> input.name().equals(events.dataset()))
                .map(InputTable::columns)
                .flatMap(List::stream)
                .map(Catalog::column)
                .toList();
        entries.add(new CatalogEntry(
                events.dataset(),
                Kind.EVENTS,
                events.dataset(),
                events.dataset(),
                events.description(),
                place(events.place()),
                events.versionedId(),
                false,
                columns,
                List.of()));
    }

    private static CatalogColumn column(InputColumn column) {
        return CatalogColumn.of(column.name(), RuleText.type(column.type()), "", List.of());
    }

    private void add(Seed seed) {
        entries.add(new CatalogEntry(
                seed.name(),
                Kind.SEED,
                seed.name(),
                seed.name(),
                "A table of the shop's own, " + seed.rows().size() + " rows.",
                place(seed.place()),
                "",
                false,
                seed.columns().stream()
                        .map(column -> CatalogColumn.of(column, "text", "", List.of()))
                        .toList(),
                List.of()));
    }

    private void add(Made made) {
        switch (made.kind()) {
            case MODEL -> model(made);
            case DASHBOARD ->
                find(shop.dashboards(), Dashboard::name, made.name()).ifPresent(dashboard -> add(made, dashboard));
            case TRAINING_SET -> find(sets, TrainingSet::name, made.name()).ifPresent(set -> add(made, set));
            case RECOMMENDATIONS -> {
                String what = "What recommendations are made of: " + made.name() + ".";
                add(made, Kind.RECOMMENDATIONS, made.name(), what, "recommendations.yaml", false, undescribed(made));
            }
            case OWN_RECOMMENDER ->
                add(
                        made,
                        Kind.OWN_RECOMMENDER,
                        made.name(),
                        "A recommender of the shop's own.",
                        "recommenders/" + made.name() + ".yaml",
                        false,
                        undescribed(made));
        }
    }

    private void model(Made made) {
        Optional<Mart> mart = find(shop.models().marts(), Mart::name, made.name());
        if (mart.isEmpty() || !made.table().equals(Lineage.mart(made.name()))) {
            String file = find(shop.models().staging(), StagingView::name, made.name())
                    .map(view -> place(view.sql().at(1)))
                    .orElse("");
            add(made, Kind.VIEW, made.name(), "A view over what comes in.", file, false, undescribed(made));
            return;
        }
        Map<String, ModelColumn> described =
                mart.get().columns().stream().collect(Collectors.toMap(ModelColumn::name, Function.identity()));
        List<CatalogColumn> columns = columns(made, (name, from) -> {
            ModelColumn column = described.get(name);
            return column == null
                    ? CatalogColumn.of(name, "", "", from)
                    : CatalogColumn.of(name, column.type().text().toLowerCase(Locale.ROOT), column.description(), from);
        });
        add(
                made,
                Kind.MART,
                made.name(),
                mart.get().description(),
                place(mart.get().place()),
                mart.get().keptInLake(),
                columns);
    }

    private void add(Made made, Dashboard dashboard) {
        List<CatalogColumn> columns = columns(made, (name, from) -> {
            Optional<Measure> measure = find(dashboard.measures(), Measure::name, name);
            Optional<Dimension> dimension = find(dashboard.dimensions(), Dimension::name, name);
            return measure.map(each -> part(name, "measure", each.definition(), each.expression(), from))
                    .or(() ->
                            dimension.map(each -> part(name, "dimension", each.definition(), each.expression(), from)))
                    .orElseGet(() -> part(name, "dimension", "", "", from));
        });
        String what = "Figures over " + String.join(", ", marts(dashboard)) + ".";
        add(made, Kind.DASHBOARD, dashboard.title(), what, place(dashboard.place()), false, columns);
    }

    private static List<String> marts(Dashboard dashboard) {
        List<String> marts = new ArrayList<>(List.of(dashboard.mart()));
        marts.addAll(dashboard.also());
        return marts;
    }

    private static CatalogColumn part(
            String name, String role, String description, String expression, List<Field> from) {
        return new CatalogColumn(name, role, "", description, List.of(), expression, false, from);
    }

    private void add(Made made, TrainingSet set) {
        Map<String, TrainingSet.Column> described =
                set.columns().stream().collect(Collectors.toMap(TrainingSet.Column::name, Function.identity()));
        List<CatalogColumn> columns = columns(made, (name, from) -> {
            TrainingSet.Column column = described.get(name);
            return column == null
                    ? CatalogColumn.of(name, "", "", from)
                    : CatalogColumn.of(name, column.type(), column.description(), from);
        });
        add(made, Kind.TRAINING_SET, made.name(), set.description(), place(set.place()), false, columns);
    }

    private interface Described {
        CatalogColumn column(String name, List<Field> from);
    }

    private static List<CatalogColumn> columns(Made made, Described described) {
        return made.parts().entrySet().stream()
                .map(part -> described.column(part.getKey(), sorted(part.getValue())))
                .toList();
    }

    private static List<CatalogColumn> undescribed(Made made) {
        return columns(made, (name, from) -> CatalogColumn.of(name, "", "", from));
    }

    private void add(
            Made made,
            Kind kind,
            String title,
            String description,
            String place,
            boolean inLake,
            List<CatalogColumn> columns) {
        entries.add(new CatalogEntry(
                made.table(), kind, made.name(), title, description, place, "", inLake, columns, sorted(made.rows())));
    }

    private static List<Field> sorted(Set<Field> fields) {
        return List.copyOf(new TreeSet<>(fields));
    }

    /** In the shop's folder. */
    private String place(Place place) {
        Path folder =
                shop.configuration().place().file().toAbsolutePath().normalize().getParent();
        Path file = place.file().toAbsolutePath().normalize();
        return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
    }

    private static <T> Optional<T> find(Collection<T> all, Function<T, String> name, String wanted) {
        return all.stream().filter(each -> name.apply(each).equals(wanted)).findFirst();
    }
}
