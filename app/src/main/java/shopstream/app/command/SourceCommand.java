package shopstream.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.Refusal;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.Shop;
import shopstream.app.terminal.Terminal;
import shopstream.ingestion.database.ReleaseRefused;
import shopstream.ingestion.database.SourcePlan;
import shopstream.ingestion.database.SourceRelease;

/** What capture needs and leaves on the source's server, for whoever owns it. */
@Command(
        name = "source",
        header = {
            "What capture needs on your database server, and how it is taken away again.",
            "",
            "Examples:",
            "  ./shopstream source plan --config shop/shop.yaml",
            "  ./shopstream source release --config shop/shop.yaml",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {SourceCommand.Plan.class, SourceCommand.Release.class})
public final class SourceCommand implements Runnable {
    private final Terminal terminal;

    SourceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new Refusal(
                "`source` needs to be told what to do.",
                "Run ./shopstream source plan or ./shopstream source release, with --config shop/shop.yaml.");
    }

    /** Prints every right, lock and object, and does nothing. */
    @Command(
            name = "plan",
            header = "Prints every right, lock and object that capture needs. Asks nothing, does nothing.%n",
            optionListHeading = "%nOptions:%n")
    static final class Plan implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--config", required = true, paramLabel = "FILE", description = "The shop's configuration.")
        private Path configuration;

        Plan(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Shop shop = Shop.readOrRefuse(configuration, Environment.ofProcess());
            terminal.result("What capture of " + shop.source() + " needs and does:");
            for (SourcePlan.Part part :
                    SourcePlan.of(shop.source(), shop.contracts()).parts()) {
                terminal.result("");
                terminal.result(part.title());
                part.lines().forEach(line -> terminal.result("  " + line));
            }
            return 0;
        }
    }

    /** Drops slot and publication. */
    @Command(
            name = "release",
            header = "Drops what capture has on the server: on PostgreSQL the slot and the publication.%n",
            description = "Refuses while a capture runs. A source that is captured again later is read anew.",
            optionListHeading = "%nOptions:%n")
    static final class Release implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--config", required = true, paramLabel = "FILE", description = "The shop's configuration.")
        private Path configuration;

        Release(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Shop shop = Shop.readOrRefuse(configuration, Environment.ofProcess());
            try {
                SourceRelease.of(shop.source()).forEach(terminal::result);
                return 0;
            } catch (ReleaseRefused refused) {
                throw new Refusal(refused.getMessage(), refused.nextStep());
            }
        }
    }
}
