package shopstream.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.flink.ModelTestResult;
import shopstream.transformations.flink.ModelTests;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.ModelFiles;
import shopstream.transformations.model.Models;

/** Runs the tests that stand beside the models: rows given, rows expected. */
@Command(
        name = "test-models",
        header = {
            "The tests of the models: rows given, rows expected.",
            "",
            "Examples:",
            "  ./shopstream test-models",
            "  ./shopstream test-models --shop my-shop",
            ""
        },
        description = {
            "Runs every test in shop/models/marts/*.yaml through the same SQL engine that runs the models. Needs no"
                    + " database.",
            "",
            "Exit code 0 when all pass, 1 when one fails."
        },
        optionListHeading = "%nOptions:%n")
public final class TestModelsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--shop",
            defaultValue = "shop",
            paramLabel = "DIR",
            description = "The folder with contracts, models and seeds (default: ${DEFAULT-VALUE}).")
    private Path folder;

    TestModelsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Path contracts = folder.resolve("contracts");
        List<InputTable> inputs = InputTable.all(
                ContractFiles.read(contracts, problems),
                EventContractFiles.read(contracts, problems).stream().findFirst());
        Models models = ModelFiles.read(
                folder.resolve("models"), SeedFiles.read(folder.resolve("seeds"), problems), inputs, problems);
        problems.orThrow();
        int failed = 0;
        List<ModelTestResult> results = new ModelTests(models, inputs).run(scratch());
        for (ModelTestResult result : results) {
            terminal.result((result.passed() ? "pass  " : "FAIL  ") + result.mart() + ": "
                    + result.test().name());
            if (!result.passed()) {
                failed++;
                terminal.say(result.difference());
            }
        }
        terminal.result(results.size() - failed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : RootCommand.WRONG;
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("shopstream-model-tests");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory could be made for the models' tests", e);
        }
    }
}
