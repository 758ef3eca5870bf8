package shopstream.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import shopstream.app.configuration.Shop;
import shopstream.app.outside.FileTree;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.LakeAddress;
import shopstream.lake.LakeProblem;
import shopstream.lake.LakeStores;
import shopstream.lake.StoreTrial;

/** Whether what the lake is kept in can be used, and what of it nobody has tested. */
final class LakeFindings {
    private final Terminal terminal;

    LakeFindings(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Nothing is to be said of a lake in the data directory, which is made when the program starts. */
    void add(Shop shop, Problems problems) {
        LakeStores stores = shop.configuration().lake().stores();
        if (stores.onDisk()) {
            return;
        }
        try (Step step = terminal.step("Lake reached")) {
            tryOut(stores);
            step.done();
        } catch (LakeProblem problem) {
            problems.add(shop.configuration().place(), problem.getMessage(), problem.nextStep());
        }
        if (stores.files().isPresent()) {
            terminal.say(
                    "  Lake on S3: tested with Adobe S3Mock, which looks at no keys; Amazon's own S3 is untested.");
        }
        stores.catalog()
                .filter(catalog ->
                        catalog.token().isPresent() || catalog.credential().isPresent())
                .ifPresent(catalog -> terminal.say(
                        "  Lake's catalog: tested with Iceberg's own server; signing in with a token is untested."));
    }

    private static void tryOut(LakeStores stores) {
        Path empty = null;
        try {
            empty = Files.createTempDirectory("lake-check");
            StoreTrial.of(LakeAddress.of(empty, stores));
        } catch (IOException e) {
            throw new LakeProblem(
                    "A directory for a moment cannot be made: " + e.getMessage() + ".", "Free some space.", e);
        } finally {
            delete(empty);
        }
    }

    private static void delete(Path directory) {
        try {
            if (directory != null) {
                FileTree.delete(directory);
            }
        } catch (IOException left) {
            // It is among the machine's temporary files.
        }
    }
}
