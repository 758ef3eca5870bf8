package shopstream.app.command;

import java.io.IOException;
import java.util.Optional;
import shopstream.app.configuration.OutputsConfiguration.Files;
import shopstream.app.configuration.OutputsConfiguration.Objects;
import shopstream.app.configuration.OutputsConfiguration.Recommendations;
import shopstream.app.configuration.Shop;
import shopstream.app.outputs.VectorTables;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.LakeProblem;
import shopstream.lake.ObjectStore;
import shopstream.lake.StoredObjects;

/** Whether recommendations can be delivered where they are to go. */
final class OutputFindings {
    private final Terminal terminal;

    OutputFindings(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Nothing is to be said of what the program makes itself when it starts. */
    void add(Shop shop, Problems problems) {
        Optional<Files> files = shop.configuration().outputs().recommendations().flatMap(Recommendations::files);
        if (files.isPresent() && files.get() instanceof Objects objects) {
            tryOut(objects.store(), shop, problems);
        }
        shop.configuration()
                .outputs()
                .embeddings()
                .map(VectorTables::new)
                .ifPresent(tables -> tryOut(tables, shop, problems));
    }

    private void tryOut(VectorTables tables, Shop shop, Problems problems) {
        try (Step step = terminal.step("Vectors reached")) {
            tables.tryOut();
            step.done();
        } catch (IOException problem) {
            problems.add(
                    shop.configuration().place(),
                    "Vectors cannot be published to " + tables.words() + ".",
                    problem.getMessage());
        }
    }

    private void tryOut(ObjectStore store, Shop shop, Problems problems) {
        try (Step step = terminal.step("Outputs reached");
                StoredObjects objects = StoredObjects.in(store)) {
            objects.tryOut();
            step.done();
        } catch (LakeProblem problem) {
            problems.add(shop.configuration().place(), problem.getMessage(), problem.nextStep());
        }
    }
}
