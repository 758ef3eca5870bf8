package shopstream.app.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shopstream.contracts.Contract;
import shopstream.operations.lineage.Field;
import shopstream.operations.lineage.Lineage;
import shopstream.operations.lineage.Use.Kind;
import shopstream.recommender.declared.Recommending;
import shopstream.transformations.model.InputColumn;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.warehouse.dashboards.Dashboard;
import shopstream.warehouse.training.TrainingSet;

/** From which columns of its source everything comes that a shop's folder declares. */
public final class ShopLineage {
    /** How the lake calls a dataset's earlier versions, and what it says of each. */
    private static final String VERSIONS = "_versions";

    private static final List<String> OF_VERSIONS = List.of("valid_from", "valid_to");

    private final Shop shop;
    private final Lineage lineage = new Lineage();

    private ShopLineage(Shop shop) {
        this.shop = shop;
    }

    /** @param sets the shop's training sets, which it does not hold itself */
    public static Lineage of(Shop shop, Collection<TrainingSet> sets) {
        ShopLineage drawn = new ShopLineage(shop);
        drawn.tables();
        drawn.models();
        shop.dashboards().forEach(drawn::dashboard);
        sets.forEach(set -> drawn.lineage.query(Kind.TRAINING_SET, set.name(), set.sql()));
        shop.recommending().ifPresent(drawn::recommending);
        return drawn.lineage;
    }

    private void tables() {
        for (InputTable input : shop.inputs()) {
            lineage.table(
                    input.name(),
                    input.columns().stream().map(InputColumn::name).toList());
        }
        shop.seeds().forEach(seed -> lineage.table(seed.name(), seed.columns()));
        for (Contract contract : shop.contracts()) {
            lineage.alias(contract.dataset() + VERSIONS, contract.dataset(), OF_VERSIONS);
        }
    }

    private void models() {
        Map<String, String> views = new LinkedHashMap<>();
        shop.models()
                .staging()
                .forEach(view -> views.put(view.name(), view.sql().text()));
        lineage.views(views);
        for (Mart mart : shop.models().marts()) {
            lineage.mart(mart.name(), mart.sql().text());
            mart.references()
                    .forEach(reference -> lineage.reference(mart.name(), reference.column(), reference.mart()));
        }
    }

    private void dashboard(Dashboard dashboard) {
        List<String> facts = new ArrayList<>(List.of(dashboard.mart()));
        facts.addAll(dashboard.also());
        List<String> rows = new ArrayList<>(List.of(dashboard.time()));
        if (!dashboard.where().isBlank()) {
            rows.add(dashboard.where());
        }
        Map<String, String> parts = new LinkedHashMap<>();
        dashboard.measures().forEach(measure -> parts.put(measure.name(), measure.expression()));
        dashboard.dimensions().forEach(dimension -> {
            parts.put(dimension.name(), dimension.expression());
            dimension.label().ifPresent(label -> parts.put(label.name(), label.expression()));
        });
        dashboard
                .rates()
                .ifPresent(rates -> parts.put("rates", rates.amountsIn().text()));
        lineage.dashboard(dashboard.name(), facts, rows, parts);
    }

    private void recommending(Recommending declared) {
        String products = declared.products().dataset();
        columns(Kind.RECOMMENDATIONS, "products", products, declared.products().columns());
        declared.purchases()
                .ifPresent(
                        sold -> columns(Kind.RECOMMENDATIONS, "purchases", Lineage.mart(sold.mart()), sold.columns()));
        declared.customers()
                .ifPresent(each -> columns(Kind.RECOMMENDATIONS, "customers", each.dataset(), each.columns()));
        shop.ownRecommenders().forEach(own -> {
            List<Field> fields = new ArrayList<>(fields(products, own.productColumns()));
            declared.customers().ifPresent(each -> fields.addAll(fields(each.dataset(), own.customerColumns())));
            lineage.columns(Kind.OWN_RECOMMENDER, own.name(), fields);
        });
    }

    private void columns(Kind kind, String name, String table, Collection<String> columns) {
        lineage.columns(kind, name, fields(table, columns));
    }

    private static List<Field> fields(String table, Collection<String> columns) {
        return columns.stream().map(column -> new Field(table, column)).toList();
    }
}
