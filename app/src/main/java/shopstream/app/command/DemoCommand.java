package shopstream.app.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import shopstream.app.DataDirectory;
import shopstream.app.LivePlatform;
import shopstream.app.ShopIdentity;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.Shop;
import shopstream.app.http.StoreRoutes;
import shopstream.app.http.WebServer;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.demo.SampleDatabase;
import shopstream.demo.SampleShop;
import shopstream.demo.ShopPlan;
import shopstream.demo.VisitPlan;
import shopstream.demo.Visitors;

/** The sample shop, and the platform beside it. */
@Command(
        name = "demo",
        header = {
            "A sample shop with the dashboard beside it.",
            "",
            "Examples:",
            "  ./shopstream demo                              then open http://localhost:8080",
            "  ./shopstream demo --orders-per-second 1        a busier shop",
            "  ./shopstream demo --clicks-per-second 40       and busier pages",
            "  ./shopstream demo --no-traffic                 nothing changes but what you change",
            ""
        },
        description = {
            "Starts a real MariaDB with 60 days of orders, captures it, and shows its sales live. New orders keep coming,"
                    + " customers move, prices change.",
            "",
            "Prints `source JDBC-ADDRESS user=NAME password=WORD`, with which you may change the shop's data yourself,"
                    + " and `ready http://localhost:PORT` when the dashboard shows the whole history. Ctrl-C stops"
                    + " everything; started again on the same --data it goes on where it was."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--port", defaultValue = "8080", description = "Port of the dashboard (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--orders-per-second",
            defaultValue = "0.05",
            paramLabel = "RATE",
            description = "How busy the shop is, on average over a week (default: ${DEFAULT-VALUE}).")
    private double ordersPerSecond;

    @Option(
            names = "--history-days",
            defaultValue = "60",
            paramLabel = "DAYS",
            description = "How many days of orders lie behind it at the first start (default: ${DEFAULT-VALUE}).")
    private int historyDays;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed gives the same shop (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--no-traffic", description = "No customers and no visitors: nothing changes but what you change.")
    private boolean withoutTraffic;

    @Option(
            names = "--clicks-per-second",
            defaultValue = "4",
            paramLabel = "RATE",
            description = "What visitors of its pages do, told as events; 0 for nobody (default: ${DEFAULT-VALUE}).")
    private double clicksPerSecond;

    @Option(
            names = "--tastes",
            defaultValue = "on",
            paramLabel = "on|off",
            description =
                    "Whether each visitor likes something else, or all what is popular (default: ${DEFAULT-VALUE}).")
    private String tastes;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        requirePossible();
        Clock clock = Clock.systemUTC();
        WebServer.requireFree(port);
        try (Running running = Running.untilInterrupted()) {
            DataDirectory directory = running.keep(DataDirectory.open(data, ShopIdentity.DEMO));
            directory.remarks().forEach(terminal::say);
            SampleDatabase database = running.keep(startDatabase(directory));
            Shop shop = Shop.readOrRefuse(
                    DemoShop.configuration(), Environment.ofProcessWith(DemoShop.variables(database)));
            directory.requirePrefix(shop.configuration().log().prefix());
            ShopPlan plan = new ShopPlan(ordersPerSecond, historyDays, seed, DemoShop.calendar(shop));
            writeHistory(database, plan, clock);
            terminal.result("source " + database.jdbcUrl() + " user="
                    + database.owner().name() + " password=" + database.owner().password());
            LivePlatform platform = running.keep(LivePlatform.start(
                    shop,
                    Set.of(),
                    directory,
                    port,
                    List.of(new StoreRoutes(
                            SampleShop.store(database, clock),
                            shop.configuration().currency().getCurrencyCode())),
                    clock,
                    terminal));
            platform.captureAndAwaitComplete();
            terminal.say("  The shop's own pages: http://localhost:" + platform.port() + "/store");
            terminal.result("ready http://localhost:" + platform.port());
            running.afterwards(() -> LoadedClasses.keep(terminal));
            if (!withoutTraffic) {
                startCustomers(running, database, plan, platform.port(), clock);
            }
            running.letPeopleLook();
            running.further(platform::startBackground);
            running.awaitInterrupt();
        }
        return 0;
    }

    private void requirePossible() {
        if (!(ordersPerSecond > 0 && ordersPerSecond <= 1000)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--orders-per-second is " + ordersPerSecond + "; it must be above 0 and at most 1000");
        }
        if (!(clicksPerSecond >= 0 && clicksPerSecond <= 1000)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--clicks-per-second is " + clicksPerSecond + "; it must be between 0 and 1000");
        }
        if (!Set.of("on", "off").contains(tastes)) {
            throw new ParameterException(spec.commandLine(), "--tastes is '" + tastes + "'; it is on or off");
        }
        if (historyDays < 0 || historyDays > 800) {
            throw new ParameterException(
                    spec.commandLine(), "--history-days is " + historyDays + "; it must be between 0 and 800");
        }
    }

    /** Whoever buys has looked around first, where anybody does. */
    private void startCustomers(Running running, SampleDatabase database, ShopPlan plan, int port, Clock clock) {
        if (clicksPerSecond == 0) {
            running.keep(SampleShop.startTraffic(database, plan, clock));
            return;
        }
        Visitors visitors = running.keep(SampleShop.startVisitors(
                database,
                plan,
                new VisitPlan(clicksPerSecond, tastes.equals("on")),
                URI.create("http://127.0.0.1:" + port),
                clock));
        running.keep(SampleShop.startTraffic(database, plan, clock, visitors));
    }

    private SampleDatabase startDatabase(DataDirectory directory) {
        try (Step step = terminal.step("Sample shop: database started")) {
            SampleDatabase database = SampleDatabase.start(directory.directory("database"), step::doing);
            step.done();
            return database;
        }
    }

    private void writeHistory(SampleDatabase database, ShopPlan plan, Clock clock) {
        if (SampleShop.existsIn(database)) {
            return;
        }
        try (Step step = terminal.step("Sample shop: " + plan.historyDays() + " days of orders written")) {
            SampleShop.writeHistory(
                    database,
                    plan,
                    clock,
                    (done, expected) ->
                            step.amount(String.format(Locale.ROOT, "%,d of about %,d orders", done, expected)));
            step.done();
        }
    }
}
