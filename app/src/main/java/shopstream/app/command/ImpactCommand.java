package shopstream.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.Refusal;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.Shop;
import shopstream.app.configuration.ShopLineage;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.ColumnType;
import shopstream.contracts.yaml.Problems;
import shopstream.ingestion.database.DatabaseSource;
import shopstream.ingestion.database.WrittenType;
import shopstream.operations.lineage.Lineage;
import shopstream.operations.schema.Consequence;
import shopstream.operations.schema.ContractConsequences;
import shopstream.operations.schema.PlannedChanges;
import shopstream.operations.schema.SchemaChange;
import shopstream.operations.schema.SourceTypes;
import shopstream.operations.schema.UnreadableChange;
import shopstream.warehouse.training.TrainingFiles;

/** Says what a planned change of the source's schema would break. */
@Command(
        name = "impact",
        header = {
            "What a planned change of the database would break.",
            "",
            "Examples:",
            "  ./shopstream impact \"ALTER TABLE orders DROP COLUMN status\"",
            "  ./shopstream impact --file migrations/0042.sql --config my-shop/shop.yaml",
            ""
        },
        description = {
            "Holds the statements against the contracts, and follows the columns through models, dashboards, training"
                    + " sets and recommendations. Needs no database and nothing that runs, so that the team that changes"
                    + " the database can ask beforehand, in its own builds.",
            "",
            "Exit code 0 when everything goes on, 1 when something would break or rows would be set aside, 2 when it"
                    + " cannot be told what a statement does."
        },
        optionListHeading = "%nOptions:%n")
public final class ImpactCommand implements Callable<Integer> {
    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    private Statements statements;

    @Option(
            names = "--config",
            defaultValue = "shop/shop.yaml",
            paramLabel = "FILE",
            description = "The shop's configuration (default: ${DEFAULT-VALUE}).")
    private Path configuration;

    @Option(
            names = "--database",
            defaultValue = "mariadb",
            paramLabel = "mariadb|mysql|postgresql",
            description = "What the database is, where the environment does not name the one of the configuration"
                    + " (default: ${DEFAULT-VALUE}).")
    private String database;

    @Option(names = "--json", description = "As one line of JSON.")
    private boolean json;

    /** Where they are. */
    private static final class Statements {
        @Parameters(paramLabel = "SQL", description = "The statements: ALTER TABLE, RENAME TABLE, DROP TABLE, …")
        private String sql;

        @Option(names = "--file", paramLabel = "FILE", description = "A file with the statements.")
        private Path file;

        private String text() {
            try {
                return file == null ? sql : Files.readString(file);
            } catch (IOException e) {
                throw new Refusal("The file " + file + " cannot be read: " + e.getMessage(), "Name a file of SQL.");
            }
        }
    }

    ImpactCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<SchemaChange> changes;
        try {
            changes = PlannedChanges.read(statements.text());
        } catch (UnreadableChange e) {
            terminal.complain("It cannot be told what the statement does: " + e.getMessage() + ".");
            terminal.say("Next: write it as ALTER TABLE, RENAME TABLE, DROP TABLE or TRUNCATE TABLE, one table each.");
            return RootCommand.NOT_UNDERSTOOD;
        }
        Problems problems = new Problems();
        // No database is asked anything, so whatever says where one is may be missing.
        Optional<Shop> read = Shop.read(
                configuration, Environment.ofProcessOr("jdbc:" + database + "://localhost/not-asked"), problems);
        Optional<Lineage> lineage = read.map(shop ->
                ShopLineage.of(shop, TrainingFiles.read(shop.configuration().training(), problems)));
        problems.orThrow();
        ImpactReport report = report(changes, read.orElseThrow(), lineage.orElseThrow());
        if (json) {
            terminal.result(report.json(new ObjectMapper()).toString());
        } else {
            report.text().forEach(terminal::result);
        }
        return report.isHarmless() ? 0 : RootCommand.WRONG;
    }

    private static ImpactReport report(List<SchemaChange> changes, Shop shop, Lineage lineage) {
        ContractConsequences consequences = new ContractConsequences(shop.contracts(), types(shop.source()));
        List<ImpactReport.Impact> impacts = new ArrayList<>();
        for (SchemaChange change : changes) {
            Consequence consequence = consequences.of(change);
            impacts.add(new ImpactReport.Impact(consequence, lineage.of(consequence.fields())));
        }
        return new ImpactReport(impacts);
    }

    private static SourceTypes types(DatabaseSource source) {
        return new SourceTypes() {
            @Override
            public Optional<String> misfit(String written, ColumnType wanted) {
                return new WrittenType(source, written).misfit(wanted);
            }

            @Override
            public boolean isUnreadable(String written) {
                return new WrittenType(source, written).isUnreadable();
            }
        };
    }
}
