package shopstream.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.Shop;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Problems;
import shopstream.ingestion.database.Finding;
import shopstream.ingestion.database.SourceInspection;
import shopstream.transformations.flink.ModelCheck;

/** Says everything that is wrong with the shop's folder and its source, without starting anything. */
@Command(
        name = "check",
        header = {"Is everything ready?", "", "Example:", "  ./shopstream check --config shop/shop.yaml", ""},
        description = {
            "Reads configuration, contracts, models and dashboards, plans the models, connects to the source and looks at"
                    + " its settings and the user's rights. Says everything that is wrong at once, each with its place"
                    + " and the next step. Lists the questions that `discover` left in the files. Changes nothing.",
            "",
            "Exit code 0 when all is well, 1 when anything is wrong or figures would be without an answer."
        },
        optionListHeading = "%nOptions:%n")
public final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The shop's configuration.")
    private Path configuration;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Optional<Shop> read = Shop.read(configuration, Environment.ofProcess(), problems);
        read.ifPresent(shop -> planModels(shop, problems));
        read.ifPresent(shop -> new LakeFindings(terminal).add(shop, problems));
        read.ifPresent(shop -> new OutputFindings(terminal).add(shop, problems));
        read.ifPresent(shop -> new OwnFindings(terminal).add(shop, problems));
        List<Finding> findings = read.map(this::inspectSource).orElse(List.of());

        if (!problems.none()) {
            Findings.print(terminal, problems.all());
        }
        long errors =
                read.map(shop -> SourceFindings.print(shop, findings, terminal)).orElse(0L);
        long unanswered = read.map(shop -> Questions.print(shop, terminal)).orElse(0L);
        if (read.isEmpty() || !problems.none() || errors > 0 || unanswered > 0) {
            return RootCommand.WRONG;
        }
        Shop shop = read.get();
        terminal.result("All is well: " + shop.contracts().size() + " contracts, "
                + shop.models().marts().size() + " marts, " + shop.dashboards().size() + " dashboards, source "
                + shop.source() + open(shop.questions().size()));
        return 0;
    }

    private static String open(int questions) {
        return questions == 0 ? "" : "; " + questions + (questions == 1 ? " question open" : " questions open");
    }

    private void planModels(Shop shop, Problems problems) {
        try (Step step = terminal.step("Models planned")) {
            ModelCheck.check(shop.models(), shop.inputs(), problems);
            step.done();
        }
    }

    private List<Finding> inspectSource(Shop shop) {
        try (Step step = terminal.step("Source inspected")) {
            List<Finding> findings =
                    SourceInspection.of(shop.source(), shop.contracts()).findings();
            step.done();
            return findings;
        }
    }
}
