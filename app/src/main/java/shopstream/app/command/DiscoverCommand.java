package shopstream.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.Refusal;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.ingestion.discovery.DatabaseAddress;
import shopstream.ingestion.discovery.Discovery;
import shopstream.ingestion.discovery.DiscoveryFailure;
import shopstream.ingestion.discovery.OwnerFinding;
import shopstream.ingestion.discovery.SchemaReader;
import shopstream.ingestion.discovery.SchemaReading;
import shopstream.ingestion.discovery.ShopFolder;

/** Writes a shop's folder for a database that nobody has described yet. */
@Command(
        name = "discover",
        header = {
            "Your own shop's folder, written from your database.",
            "",
            "Example:",
            "  export SHOP_DB_PASSWORD=…",
            "  ./shopstream discover --url jdbc:mariadb://replica:3306/shop --user shopstream --out my-shop",
            "  ./shopstream check --config my-shop/shop.yaml",
            "  ./shopstream up --config my-shop/shop.yaml",
            ""
        },
        description = {
            "Finds orders, their lines, products and customers by how tables refer to each other, and writes contracts,"
                    + " models and a dashboard. What is guessed is marked `# guessed:`; what cannot be told is left as"
                    + " `# question:`, which `check` lists. Prints what makes the schema hard to analyse, with the fix.",
            "",
            "Only reads: metadata, at most 2,000 rows of each table, and which statuses, currencies and amounts below zero"
                    + " there are in those of sales, in a read-only session whose statements end after 10 s. MariaDB, MySQL"
                    + " and PostgreSQL.",
            "",
            "Exit code 0 when the folder is written, 1 when it is not."
        },
        optionListHeading = "%nOptions:%n")
public final class DiscoverCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--url",
            required = true,
            paramLabel = "JDBC",
            defaultValue = "${env:SHOP_DB_URL}",
            description = "Where the database is; SHOP_DB_URL in the environment does as well. PostgreSQL takes"
                    + " ?currentSchema=NAME.")
    private String url;

    @Option(
            names = "--user",
            required = true,
            paramLabel = "NAME",
            defaultValue = "${env:SHOP_DB_USER}",
            description = "Who reads it; SHOP_DB_USER does as well.")
    private String user;

    @Option(
            names = "--password",
            paramLabel = "WORD",
            defaultValue = "${env:SHOP_DB_PASSWORD}",
            description =
                    "Better given as SHOP_DB_PASSWORD, where no list of processes shows it. It is written nowhere.")
    private String password;

    @Option(
            names = "--out",
            defaultValue = "my-shop",
            paramLabel = "DIR",
            description = "The folder to write (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--force", description = "Write over files that are there.")
    private boolean overwriting;

    @Option(names = "--orders", paramLabel = "TABLE", description = "The table of orders, where the search is wrong.")
    private String orders;

    @Option(
            names = "--lines",
            paramLabel = "TABLE",
            description = "The table of order lines, where the search is wrong.")
    private String lines;

    @Option(
            names = "--all-tables",
            description = "Contracts for every table with a key, not only for those that sales are made of.")
    private boolean everyTable;

    DiscoverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            List<Path> there = ShopFolder.files(folder);
            if (!there.isEmpty() && !overwriting) {
                throw new Refusal(
                        "The folder " + folder + " has files already, such as " + there.get(0) + ".",
                        "Choose another with --out, or say --force to write over them.");
            }
            DatabaseAddress address = DatabaseAddress.of(url);
            SchemaReading schema = read(address);
            Discovery discovery = judged(schema);
            there.stream()
                    .map(file -> folder.relativize(file).toString())
                    .filter(discovery.files()::containsKey)
                    .forEach(file -> terminal.result("written over " + folder.resolve(file)));
            List<Path> others = ShopFolder.write(folder, discovery.files());
            terminal.result(discovery.summary());
            print(discovery.report());
            if (!others.isEmpty()) {
                terminal.say("Other files stay in " + folder + " and are read along: "
                        + String.join(", ", others.stream().map(Path::toString).toList()) + ".");
            }
            Path configuration = folder.resolve("shop.yaml");
            terminal.result(
                    "written " + configuration + " and " + (discovery.files().size() - 1) + " more files");
            terminal.say("Next: ./shopstream check --config " + configuration + "   (lists the questions to answer)");
            return 0;
        } catch (DiscoveryFailure failure) {
            throw new Refusal(failure.getMessage(), failure.nextStep());
        }
    }

    private SchemaReading read(DatabaseAddress address) {
        try (Step step = terminal.step("Database read")) {
            SchemaReading schema = SchemaReader.read(address, user, password == null ? "" : password, step::doing);
            step.amount(String.format(
                    Locale.ROOT,
                    "%,d tables, %,d of their rows, %,d statements, nothing written",
                    schema.tableCount(),
                    schema.sampled(),
                    schema.statementCount()));
            step.done();
            return schema;
        }
    }

    private Discovery judged(SchemaReading schema) {
        try {
            return Discovery.of(
                    schema,
                    user,
                    new Discovery.Wishes(Optional.ofNullable(orders), Optional.ofNullable(lines), everyTable));
        } catch (DiscoveryFailure noSales) {
            print(Discovery.reportWithoutSales(schema));
            throw noSales;
        }
    }

    private void print(List<OwnerFinding> report) {
        if (!report.isEmpty()) {
            terminal.result("");
            terminal.result("What makes this schema hard to analyse, for its owner:");
        }
        for (OwnerFinding finding : report) {
            terminal.result("- " + finding.message());
            terminal.result("  fix: " + finding.fix());
        }
        terminal.result("");
    }
}
