package shopstream.app.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.DataDirectory;
import shopstream.app.LivePlatform;
import shopstream.app.MissingTables;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.Shop;
import shopstream.app.http.WebServer;
import shopstream.app.terminal.Terminal;

/** The dashboard for the user's own database. */
@Command(
        name = "up",
        header = {
            "The dashboard for your own MariaDB, MySQL or PostgreSQL database.",
            "",
            "Example:",
            "  export SHOP_DB_URL=jdbc:mariadb://replica:3306/shop SHOP_DB_USER=shopstream SHOP_DB_PASSWORD=…",
            "  ./shopstream check --config shop/shop.yaml",
            "  ./shopstream up --config shop/shop.yaml",
            ""
        },
        description = {
            "Takes a snapshot of the tables that the contracts name, then follows every change. No row of your"
                    + " database is written. Ctrl-C stops it; started again on the same --data it goes on where it was, with the"
                    + " figures from before while the database does not answer.",
            "",
            "Prints `ready http://localhost:PORT` when the dashboard shows everything."
        },
        optionListHeading = "%nOptions:%n")
public final class UpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The shop's configuration.")
    private Path configuration;

    @Option(names = "--port", defaultValue = "8080", description = "Port of the dashboard (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            defaultValue = "data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path data;

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        WebServer.requireFree(port);
        Shop declared = Shop.readOrRefuse(configuration, Environment.ofProcess());
        Questions.answeredOrRefuse(declared);
        Set<String> missing = SourceFindings.missingOrRefuse(declared, MissingTables.noted(data), terminal);
        Shop shop = SourceFindings.possible(declared, missing, terminal);
        try (Running running = Running.untilInterrupted()) {
            DataDirectory directory = running.keep(DataDirectory.open(data, shop.identity()));
            directory.requirePrefix(shop.configuration().log().prefix());
            directory.remarks().forEach(terminal::say);
            MissingTables.note(directory, missing);
            LivePlatform platform = running.keep(
                    LivePlatform.start(shop, missing, directory, port, List.of(), Clock.systemUTC(), terminal));
            platform.captureAndAwaitComplete();
            terminal.result("ready http://localhost:" + platform.port());
            running.afterwards(() -> LoadedClasses.keep(terminal));
            running.letPeopleLook();
            running.further(platform::startBackground);
            running.awaitInterrupt();
        }
        return 0;
    }
}
