package shopstream.app.benchmark;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shopstream.app.configuration.Shop;
import shopstream.app.outside.Api;
import shopstream.warehouse.DuckDbAlone;

/** The sales page's own questions, asked at a fixed rate of a large shop whose numbers change. */
final class PageQueries implements Measurement {
    private static final double P99_MILLIS = 20;
    private static final double REQUESTS_PER_SECOND = 200;
    private static final int CONNECTIONS = 16;
    private static final double CHANGED_ROWS_PER_SECOND = 1_000;
    private static final int TIMES_ALONE = 20;

    private final Shops shops;
    private final Sizes sizes;

    PageQueries(Shops shops, Sizes sizes) {
        this.shops = shops;
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "queries";
    }

    @Override
    public String title() {
        return "The page's questions while numbers change";
    }

    @Override
    public List<Figure> measure() throws Exception {
        MeasuredShop shop = shops.of(sizes.large());
        Api api = shop.settledPlatform().api();
        List<String> paths = SalesPage.paths(Instant.now());
        Load asking = new Load(CONNECTIONS, index -> api.get(paths.get((int) (index % paths.size()))));
        Load.Outcome open;
        Load.Outcome closed;
        Load.Outcome besideSql;
        SqlQuestions sql;
        double changed;
        try (ChangeLoad load = ChangeLoad.start(shop, CHANGED_ROWS_PER_SECOND)) {
            asking.open(REQUESTS_PER_SECOND, sizes.askedFor().dividedBy(4));
            open = asking.open(REQUESTS_PER_SECOND, sizes.askedFor());
            closed = asking.closed(sizes.askedFor().dividedBy(2));
            try (SqlQuestions questions = SqlQuestions.start(api)) {
                sql = questions;
                besideSql = asking.open(REQUESTS_PER_SECOND, sizes.askedFor());
            }
            changed = load.rowsPerSecond();
        }
        Load.Outcome still = asking.closed(sizes.askedFor().dividedBy(4));
        String on = String.format(
                Locale.ROOT,
                "queries: %,.0f/s on %,d lines, %,.0f rows/s changing",
                REQUESTS_PER_SECOND,
                shop.lines(),
                changed);
        shop.stopPlatform();
        String limits = Limit.all(
                Limit.words("DuckDB alone", () -> alone(shop)), Limit.words("PostgreSQL", () -> postgres(shop)));
        return List.of(
                Figure.atMost(P99_MILLIS, on + ", p99", open.latencies().percentile(0.99), Unit.FINE_MILLISECONDS)
                        .against(limits),
                Figure.told(on + ", p50", open.latencies().median(), Unit.FINE_MILLISECONDS),
                Figure.told(on + ", max", open.latencies().max(), Unit.FINE_MILLISECONDS),
                Figure.atMost(
                                P99_MILLIS,
                                on + ", " + SqlQuestions.PEOPLE + " people asking in SQL, p99",
                                besideSql.latencies().percentile(0.99),
                                Unit.FINE_MILLISECONDS)
                        .against("their questions: " + sql.outcome()),
                Figure.told(
                                "queries: the most, closed loop of " + CONNECTIONS + ", while numbers change",
                                closed.perSecond(),
                                Unit.REQUESTS_PER_SECOND)
                        .against("p99 "
                                + Unit.FINE_MILLISECONDS.text(closed.latencies().percentile(0.99))),
                Figure.told(
                                "queries: the most, closed loop of " + CONNECTIONS + ", nothing changes",
                                still.perSecond(),
                                Unit.REQUESTS_PER_SECOND)
                        .against("p99 "
                                + Unit.FINE_MILLISECONDS.text(still.latencies().percentile(0.99))));
    }

    /** Each question computed anew, one after the other, on the file the platform has left. */
    private static String alone(MeasuredShop measured) {
        Shop shop = measured.shop();
        List<SalesPage.Question> questions = SalesPage.questions(Instant.now());
        List<Double> millis = new ArrayList<>();
        try (DuckDbAlone duckDb = DuckDbAlone.open(
                measured.data().resolve("warehouse"),
                shop.dashboards(),
                shop.seeds(),
                shop.configuration().zone(),
                Clock.systemUTC())) {
            for (int i = -1; i < TIMES_ALONE; i++) {
                for (SalesPage.Question question : questions) {
                    long begun = System.nanoTime();
                    duckDb.ask("sales", parameters(question));
                    if (i >= 0) {
                        millis.add((System.nanoTime() - begun) / 1e6);
                    }
                }
            }
        }
        return distribution(millis) + " each";
    }

    private static String postgres(MeasuredShop shop) throws Exception {
        List<Double> millis = PostgresAlone.milliseconds(shop, SalesPage.questions(Instant.now()));
        return distribution(millis) + " each";
    }

    private static String distribution(List<Double> millis) {
        Sample sample =
                Sample.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
        return "p50 " + Unit.FINE_MILLISECONDS.text(sample.median()) + ", p99 "
                + Unit.FINE_MILLISECONDS.text(sample.percentile(0.99));
    }

    private static Map<String, List<String>> parameters(SalesPage.Question question) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("grain", List.of(question.grain()));
        if (!question.by().isEmpty()) {
            parameters.put("by", List.of(question.by()));
        }
        parameters.put("from", List.of(question.from().toString()));
        parameters.put("to", List.of(question.to().toString()));
        return parameters;
    }
}
