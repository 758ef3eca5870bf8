package shopstream.app;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.warehouse.Warehouse;
import shopstream.warehouse.dashboards.Dashboard;

/** The wait until every dashboard shows all that the source held when it began. */
final class DashboardsComplete {
    private static final long LOOK_EVERY_MILLIS = 50;

    private final List<Dashboard> dashboards;
    private final Warehouse warehouse;
    private final StatusBoard statusBoard;
    private final Terminal terminal;
    private final Clock clock;

    DashboardsComplete(
            List<Dashboard> dashboards, Warehouse warehouse, StatusBoard statusBoard, Terminal terminal, Clock clock) {
        this.dashboards = dashboards;
        this.warehouse = warehouse;
        this.statusBoard = statusBoard;
        this.terminal = terminal;
        this.clock = clock;
    }

    void await() throws InterruptedException {
        Instant begun = clock.instant();
        try (Step step = terminal.step("Dashboard complete")) {
            Optional<Instant> reached = Optional.empty();
            Optional<String> hindrance = Optional.empty();
            while (reached.isEmpty() || !complete(reached.get())) {
                reached = reached.or(() -> statusBoard.sourceTimeReadSince(begun));
                long rows = statusBoard.rowsRead();
                if (rows > 0) {
                    step.amount(String.format(Locale.ROOT, "%,d rows", rows));
                }
                if (hindrance.isEmpty()) {
                    // Once; /api/status goes on saying it.
                    hindrance = statusBoard.hindrance();
                    hindrance.ifPresent(terminal::complain);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
            step.done();
        }
    }

    /** @param sourceTime by the source's own clock, which need not be ours */
    private boolean complete(Instant sourceTime) {
        return dashboards.stream().map(Dashboard::name).allMatch(dashboard -> {
            Optional<Instant> completeTo = warehouse.completeTo(dashboard);
            // A dashboard that needs a mart which cannot run is not waited for: it says itself that it is off.
            return completeTo
                    .map(time -> !time.isBefore(sourceTime) && !warehouse.building(dashboard))
                    .orElseGet(statusBoard::anyMartCannotRun);
        });
    }
}
