package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.demo.Store;
import shopstream.demo.traffic.Checkout;

/**
 * The sample shop's own pages: what any shop has, and Shopstream is put into. They know the platform only by the tracker's script
 * and the public API, as a shop on another machine would.
 */
public final class StoreRoutes implements WebServer.Routes {
    private static final String FOLDER = "/store/";
    private static final List<String> PAGES =
            List.of("/store", "/store/products/{id}", "/store/cart", "/store/orders/{number}");
    private static final List<String> SCRIPTS =
            List.of("store.js", "shop.js", "shelf.js", "basket.js", "cart.js", "till.js", "visitor.js");
    private static final int SHOPPERS = 12;

    private final Store store;
    private final String currency;

    /** @param currency of the shop's prices */
    public StoreRoutes(Store store, String currency) {
        this.store = store;
        this.currency = currency;
    }

    @Override
    public void addTo(JavalinConfig config) {
        PAGES.forEach(path -> file(config, path, "store.html", "text/html"));
        file(config, "/store/files/store.css", "store.css", "text/css");
        SCRIPTS.forEach(name -> file(config, "/store/files/" + name, name, "text/javascript"));
        config.routes.get("/store/api/categories", context -> json(context, Map.of("categories", store.categories())));
        config.routes.get("/store/api/products", this::products);
        config.routes.get("/store/api/products/{id}", context -> json(context, json(item(context))));
        config.routes.get("/store/api/shoppers", this::shoppers);
        config.routes.post("/store/api/orders", this::order);
        config.routes.get("/store/pictures/{id}", this::picture);
    }

    private static void file(JavalinConfig config, String path, String name, String type) {
        byte[] file = PageRoutes.resource(FOLDER + name);
        config.routes.get(
                path,
                context -> context.contentType(type + "; charset=utf-8")
                        .header("Cache-Control", "no-cache")
                        .result(file));
    }

    private void products(Context context) {
        List<Map<String, Object>> items = store.items(word(context, "category"), word(context, "search")).stream()
                .map(this::json)
                .toList();
        json(context, Map.of("products", items));
    }

    private void shoppers(Context context) {
        json(context, Map.of("shoppers", store.shoppers(SHOPPERS), "countries", Store.countries()));
    }

    private Store.Item item(Context context) {
        String id = context.pathParam("id");
        return store.item(id)
                .orElseThrow(() -> new HttpProblem(
                        404, "No such product", "The shop has no product '" + id + "'.", Map.of("product", id)));
    }

    private void picture(Context context) {
        Optional<Store.Item> item = store.item(context.pathParam("id"));
        context.contentType("image/svg+xml")
                .header("Cache-Control", "max-age=86400")
                .result(StorePicture.of(item.map(Store.Item::category).orElse(""), context.pathParam("id")));
    }

    private void order(Context context) {
        BrowserRequest.refuseForeign(context, "a client that is no browser");
        StoreOrder order = StoreOrder.read(Json.object(context.body()));
        Optional<Checkout.Receipt> receipt;
        try {
            receipt = order.customer().isPresent()
                    ? store.sell(order.customer().getAsInt(), order.basket())
                    : store.sell(order.name(), order.country(), order.basket());
        } catch (IllegalArgumentException notThere) {
            throw new HttpProblem(400, "Cannot be ordered", notThere.getMessage(), Map.of());
        }
        json(
                context,
                receipt.map(this::json)
                        .orElseThrow(() -> new HttpProblem(
                                409,
                                "Cannot be ordered",
                                "The shop no longer has one of the products, or does not know the customer. Look into the cart.",
                                Map.of())));
    }

    private Map<String, Object> json(Checkout.Receipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("order", receipt.orderNumber());
        json.put("customer", receipt.customerNumber());
        json.put("total", receipt.total());
        json.put("currency", currency);
        json.put("lines", receipt.lines());
        return json;
    }

    private Map<String, Object> json(Store.Item item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", item.code());
        json.put("name", item.name());
        json.put("category", item.category());
        json.put("scale", item.scale());
        json.put("maker", item.vendor());
        json.put("description", item.description());
        json.put("stock", item.stock());
        json.put("price", item.price().toPlainString());
        json.put("currency", currency);
        return json;
    }

    private static Optional<String> word(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void json(Context context, Map<String, Object> json) {
        context.header("Cache-Control", "no-store").result(Json.text(json));
    }
}
