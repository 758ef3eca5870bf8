package shopstream.app.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import shopstream.eventlog.SetAside;
import shopstream.operations.quarantine.QuarantineBook;
import shopstream.operations.quarantine.QuarantineBook.Wanted;
import shopstream.operations.quarantine.QuarantineJson;

/** What was rejected, by cause and record by record: for the page {@code /quarantine}, and for {@code ./shopstream quarantine}. */
public final class QuarantineRoutes implements WebServer.Routes {
    private static final int MANY = 50;
    private static final int MOST = 500;

    private final QuarantineBook book;

    public QuarantineRoutes(QuarantineBook book) {
        this.book = book;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(
                "/api/quarantine", context -> answer(context, QuarantineJson.of(book.standing(wanted(context)))));
        config.routes.get("/api/quarantine/records", context -> {
            long before = whole(context, "before", Long.MAX_VALUE);
            int most = RecommendationRequest.whole(context, "n", MANY, 1, MOST);
            answer(context, QuarantineJson.of(book.records(wanted(context), before, most), book.disclosure()));
        });
        config.routes.get("/api/quarantine/records/{place}", context -> {
            SetAside record = record(context.pathParam("place"));
            answer(context, QuarantineJson.of(record, book.disclosure()));
        });
    }

    private SetAside record(String place) {
        return number(place)
                .flatMap(book::record)
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "No such record",
                        "Nothing was set aside at the place '" + place + "'.",
                        Map.of("place", place)));
    }

    private static Wanted wanted(Context context) {
        return new Wanted(
                RecommendationRequest.id(context, "dataset"),
                RecommendationRequest.id(context, "rule"),
                RecommendationRequest.id(context, "column"));
    }

    private static long whole(Context context, String name, long otherwise) {
        String text = context.queryParam(name);
        return text == null || text.isBlank()
                ? otherwise
                : number(text.strip())
                        .orElseThrow(() -> new HttpProblem(
                                400,
                                "Bad parameter",
                                "The parameter " + name + " is '" + text + "'; it must be a whole number from 0 on.",
                                Map.of("parameter", name)));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(value -> value >= 0);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static void answer(Context context, Object json) {
        context.header("Cache-Control", "no-cache").result(Json.text(json));
    }
}
