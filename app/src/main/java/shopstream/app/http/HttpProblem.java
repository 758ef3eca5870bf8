package shopstream.app.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that says what was wrong, as RFC 9457 describes it.
 */
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, Object> members;

    /**
     * @param title what kind of problem it is, the same for each of its kind
     * @param detail this problem in words
     * @param extensions further members, such as the parameter and what is allowed
     */
    HttpProblem(int status, String title, String detail, Map<String, ?> extensions) {
        super(detail);
        this.status = status;
        this.members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(extensions);
    }

    void answer(Context context) {
        context.status(status).result(Json.text(members)).contentType("application/problem+json");
    }
}
