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
}
