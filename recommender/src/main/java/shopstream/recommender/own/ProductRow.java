package shopstream.recommender.own;

import java.util.List;

/** What an item tower takes of a product. */
record ProductRow(String id, FeatureRows products) implements Tower.Row {
    @Override
    public List<String> values(TowerFeature feature) {
        return switch (feature.kind()) {
            case PRODUCT_ID -> List.of(id);
            case PRODUCT_COLUMN -> products.value(id, feature.column()).stream().toList();
            case RECENT_PRODUCTS, CART_PRODUCTS, CUSTOMER_ID, CUSTOMER_COLUMN -> List.of();
        };
    }
}
