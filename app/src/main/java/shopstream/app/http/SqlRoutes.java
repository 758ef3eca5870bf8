package shopstream.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shopstream.warehouse.sql.AnswerFormat;
import shopstream.warehouse.sql.SqlAnswer;
import shopstream.warehouse.sql.SqlDesk;
import shopstream.warehouse.sql.SqlProblem;
import shopstream.warehouse.sql.SqlQuestion;

/** Questions in SQL, and what they can be about. */
public final class SqlRoutes implements WebServer.Routes {
    /** How many rows an answer has that is not JSON, which says it itself. */
    public static final String ROWS = "Shopstream-Rows";

    /** Whether there are more rows than that. */
    public static final String MORE = "Shopstream-More-Rows";

    private static final List<String> MEMBERS = List.of("sql", "limit", "format");

    private final SqlDesk desk;

    public SqlRoutes(SqlDesk desk) {
        this.desk = desk;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/api/sql", this::answer);
        config.routes.get(
                "/api/sql/tables",
                context -> context.header("Cache-Control", "no-cache").result(Json.text(desk.tables())));
        config.routes.exception(
                SqlProblem.class, (problem, context) -> problem(problem).answer(context));
    }

    private void answer(Context context) throws IOException, InterruptedException {
        BrowserRequest.refuseForeign(context, "./shopstream sql");
        SqlQuestion question = question(context);
        Asker asker = Asker.of(context);
        try (SqlAnswer answer = desk.answer(question, asker::hasLeft)) {
            context.contentType(answer.format().mediaType())
                    .header("Cache-Control", "no-store")
                    .header(ROWS, Long.toString(answer.rows()))
                    .header(MORE, Boolean.toString(answer.more()));
            context.res().setContentLengthLong(Files.size(answer.file()));
            Files.copy(answer.file(), context.outputStream());
        }
    }

    private static SqlQuestion question(Context context) {
        JsonNode body = Json.object(context.body());
        body.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw bad("The body has a member '" + member + "'; there are sql, limit and format.");
            }
        });
        if (!body.path("sql").isTextual()) {
            throw bad("The body has no sql: write {\"sql\": \"SELECT …\"}.");
        }
        AnswerFormat format = format(context, body.get("format"));
        JsonNode limit = body.path("limit");
        if (!limit.isMissingNode() && !limit.isNull() && !limit.canConvertToInt()) {
            throw bad("limit is " + limit + ", which is no number of rows.");
        }
        return new SqlQuestion(body.get("sql").asText(), limit.asInt(format.rows()), format);
    }

    private static AnswerFormat format(Context context, JsonNode wanted) {
        if (wanted != null) {
            try {
                return AnswerFormat.valueOf(wanted.asText().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw bad("format is '" + wanted.asText() + "'; there are json, csv and parquet.");
            }
        }
        String accepted = Optional.ofNullable(context.header("Accept")).orElse("");
        return List.of(AnswerFormat.CSV, AnswerFormat.PARQUET).stream()
                .filter(each -> accepted.startsWith(each.mediaType().replaceFirst(";.*", "")))
                .findFirst()
                .orElse(AnswerFormat.JSON);
    }

    private static HttpProblem bad(String detail) {
        return new HttpProblem(400, "Bad question", detail, Map.of());
    }

    private static HttpProblem problem(SqlProblem problem) {
        int status = switch (problem.kind()) {
            case NOT_ALLOWED, WRONG -> 400;
            case TOO_LONG, TOO_MUCH -> 422;
            case BUSY, UNAVAILABLE -> 503;
            case LEFT -> 499;
        };
        String title = switch (problem.kind()) {
            case NOT_ALLOWED -> "Not answered here";
            case WRONG -> "The question is wrong";
            case TOO_LONG -> "It took too long";
            case TOO_MUCH -> "It needs too much";
            case BUSY -> "Busy";
            case UNAVAILABLE -> "Not available now";
            case LEFT -> "Nobody waits";
        };
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("next", problem.nextStep());
        return new HttpProblem(status, title, problem.getMessage(), members);
    }
}
