package shopstream.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shopstream.contracts.yaml.Nearest;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.RunBook;
import shopstream.operations.schedules.RunJson;
import shopstream.operations.schedules.Schedule;
import shopstream.operations.schedules.Standing;
import shopstream.operations.schedules.Timetable;

/** Scheduled work and its runs: for the page {@code /runs}, and for {@code ./shopstream run}. */
public final class RunRoutes implements WebServer.Routes {
    /** Of each schedule, in the list of all. */
    private static final int NEWEST = 10;

    private static final int KEPT = 200;

    /** The schedules while the program runs. */
    public interface Schedules {
        /** Whether the program has come so far that they are followed. */
        boolean areFollowed();

        /** How they stand; none until they are followed. */
        List<Standing> standings();

        /**
         * Begins a run; gives nothing while one goes on.
         *
         * @throws IllegalStateException while they are not followed yet
         */
        Optional<Run> runNow(String name);
    }

    private final Schedules schedules;
    private final RunBook book;

    public RunRoutes(Schedules schedules, RunBook book) {
        this.schedules = schedules;
        this.book = book;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get("/api/runs", context -> answer(context, all()));
        config.routes.get("/api/runs/{schedule}", context -> {
            Standing standing = standing(context.pathParam("schedule"), schedules.standings());
            Map<String, Object> json = schedule(standing);
            json.put(
                    "runs",
                    book.newest(standing.schedule().name(), KEPT).stream()
                            .map(RunJson::full)
                            .toList());
            answer(context, json);
        });
        config.routes.post("/api/runs/{schedule}", context -> {
            BrowserRequest.refuseForeign(context, "./shopstream run");
            String name = context.pathParam("schedule");
            Run run = begun(name);
            context.status(202);
            answer(context, RunJson.full(run));
        });
    }

    private Run begun(String name) {
        if (schedules.areFollowed()) {
            standing(name, schedules.standings());
        }
        try {
            return schedules
                    .runNow(name)
                    .orElseThrow(() -> new HttpProblem(
                            409,
                            "It runs already",
                            name + " runs already, and never twice at once. Wait until it has ended.",
                            Map.of("schedule", name)));
        } catch (IllegalStateException notNow) {
            throw new HttpProblem(503, "Not yet", notNow.getMessage(), Map.of("schedule", name));
        }
    }

    private Map<String, Object> all() {
        List<Standing> known = schedules.standings();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("following", schedules.areFollowed());
        json.put("schedules", known.stream().map(RunRoutes::schedule).toList());
        json.put(
                "runs",
                book.schedules().stream()
                        .flatMap(name -> book.newest(name, NEWEST).stream())
                        .sorted(Comparator.comparing(Run::begun).reversed())
                        .map(RunJson::full)
                        .toList());
        return json;
    }

    private static Standing standing(String name, List<Standing> known) {
        List<String> names = known.stream().map(each -> each.schedule().name()).toList();
        return known.stream()
                .filter(each -> each.schedule().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new HttpProblem(
                        404,
                        "No such schedule",
                        "There is no schedule " + name + "."
                                + Nearest.of(name, names)
                                        .map(near -> " Did you mean " + near + "?")
                                        .orElse(names.isEmpty() ? "" : " There are: " + String.join(", ", names) + "."),
                        Map.of("allowed", names)));
    }

    private static Map<String, Object> schedule(Standing standing) {
        Schedule schedule = standing.schedule();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", schedule.name());
        json.put("what", schedule.what());
        json.put("cron", schedule.timetable().map(Timetable::text).orElse(null));
        json.put("when", schedule.timetable().map(Timetable::words).orElse("when asked"));
        json.put("zone", schedule.timetable().map(times -> times.zone().getId()).orElse(null));
        json.put("next", standing.next().map(Instant::toString).orElse(null));
        json.put("off", standing.off().orElse(null));
        json.put("failures", standing.failures());
        json.put("newest", brief(standing.newest()));
        json.put("lastSuccess", brief(standing.success()));
        return json;
    }

    private static ObjectNode brief(Optional<Run> run) {
        return run.map(RunJson::brief).orElse(null);
    }

    private static void answer(Context context, Object json) {
        context.header("Cache-Control", "no-cache").result(Json.text(json));
    }
}
