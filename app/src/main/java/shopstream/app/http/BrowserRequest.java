package shopstream.app.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** A request from a page. Any page that its user has open could send one; a browser says where it is from, we never do. */
final class BrowserRequest {
    /** A name of somebody else's that leads here would make his pages look like ours. */
    private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private BrowserRequest() {}

    /**
     * Refuses it unless it is from one of our own pages, or from no page at all.
     *
     * @param command what can be used instead
     */
    static void refuseForeign(Context context, String command) {
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean fromPage = origin != null || site != null;
        boolean ours = (site == null || site.equals("same-origin"))
                && (origin == null || origin.equals(context.scheme() + "://" + context.host()))
                && OUR_NAMES.contains(hostOf(context));
        if (fromPage && !ours) {
            throw new HttpProblem(
                    403,
                    "Not from that page",
                    "Only a page of this program may do that, opened at localhost; or use " + command + ".",
                    Map.of());
        }
    }

    private static String hostOf(Context context) {
        try {
            return String.valueOf(URI.create("http://" + context.host()).getHost());
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    /** @param command what is to be used instead */
    static void refuse(Context context, String command) {
        if (context.header("Origin") != null || context.header("Sec-Fetch-Site") != null) {
            throw new HttpProblem(
                    403, "Not from a page", "Use " + command + ": a browser may not change what is kept.", Map.of());
        }
    }
}
