package shopstream.app.http;

import io.javalin.http.Context;
import java.util.Map;

/** A request from a page. Any page that its user has open could send one; a browser says where it is from, we never do. */
final class BrowserRequest {
    private BrowserRequest() {}

    /** @param command what is to be used instead */
    static void refuse(Context context, String command) {
        if (context.header("Origin") != null || context.header("Sec-Fetch-Site") != null) {
            throw new HttpProblem(
                    403, "Not from a page", "Use " + command + ": a browser may not change what is kept.", Map.of());
        }
    }

    /** Lets our own pages through, and whoever is no browser; refuses a page from elsewhere. */
    static void requireOwn(Context context) {
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        boolean own = (site == null || site.equals("same-origin") || site.equals("none"))
                && (origin == null || origin.endsWith("://" + context.header("Host")));
        if (!own) {
            throw new HttpProblem(
                    403,
                    "Not from another page",
                    "A page from elsewhere may not ask here. Open /explore and ask there.",
                    Map.of());
        }
    }
}
