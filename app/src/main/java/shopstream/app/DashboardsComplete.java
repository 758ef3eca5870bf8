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
        return dashboards.stream()
                .allMatch(dashboard -> warehouse
                        .completeTo(dashboard.name())
                        .map(time -> !time.isBefore(sourceTime) && !warehouse.building(dashboard.name()))
                        .orElseGet(() -> isHeldBack(dashboard)));
    }

    /** Whether it needs a mart that cannot run: it is not waited for, and says itself that it is off. */
    private boolean isHeldBack(Dashboard dashboard) {
        return statusBoard.martsThatCannotRun().stream()
                .anyMatch(mart -> mart.equals(dashboard.mart())
                        || dashboard.also().contains(mart)
                        || warehouse.dependents(mart).stream()
                                .anyMatch(each -> each.dashboard().equals(dashboard.name())));
    }
}
