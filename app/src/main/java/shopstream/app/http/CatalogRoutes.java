package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import shopstream.app.catalog.CatalogEntry;

/** All that the shop's folder declares: for the page {@code /catalog}. */
public final class CatalogRoutes implements WebServer.Routes {
    private final Supplier<List<CatalogEntry>> catalog;
    private byte[] entries;

    /** @param catalog asked when somebody wants to see it, since no start should wait for it */
    public CatalogRoutes(Supplier<List<CatalogEntry>> catalog) {
        this.catalog = catalog;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(
                "/api/catalog",
                context -> context.contentType("application/json")
                        .header("Cache-Control", "no-cache")
                        .result(entries()));
    }

    private synchronized byte[] entries() {
        if (entries == null) {
            entries = Json.bytes(Map.of("entries", catalog.get()));
        }
        return entries;
    }
}
