package shopstream.recommender.own;

import java.util.List;

/** What a user tower takes of a visitor. */
record UserRow(Situation situation, FeatureRows customers) implements Tower.Row {
    @Override
    public List<String> values(TowerFeature feature) {
        return switch (feature.kind()) {
            case RECENT_PRODUCTS -> situation.recent();
            case CART_PRODUCTS -> situation.cart();
            case CUSTOMER_ID -> situation.customer().stream().toList();
            case CUSTOMER_COLUMN ->
                situation.customer().flatMap(id -> customers.value(id, feature.column())).stream()
                        .toList();
            case PRODUCT_ID, PRODUCT_COLUMN -> List.of();
        };
    }
}
