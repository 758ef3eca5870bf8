package shopstream.transformations.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.EventContract;
import shopstream.contracts.EventContractFiles;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.ModelFiles;
import shopstream.transformations.model.Models;

/** The shop folder that is shipped, and copies of it with something changed. */
final class Shop {
    static final Path SHIPPED = Path.of("..", "shop");

    private Shop() {}

    static List<Contract> contracts() {
        Problems problems = new Problems();
        List<Contract> contracts = ContractFiles.read(SHIPPED.resolve("contracts"), problems);
        problems.orThrow();
        return contracts;
    }

    /** What happens on the shop's pages. */
    static EventContract events() {
        Problems problems = new Problems();
        EventContract events =
                EventContractFiles.read(SHIPPED.resolve("contracts"), problems).get(0);
        problems.orThrow();
        return events;
    }

    /** All that models may read. */
    static List<InputTable> inputs() {
        return InputTable.all(contracts(), Optional.of(events()));
    }

    static Models models() {
        return models(SHIPPED.resolve("models"));
    }

    static Models models(Path folder) {
        Problems problems = new Problems();
        Models models = ModelFiles.read(folder, SeedFiles.read(SHIPPED.resolve("seeds"), problems), inputs(), problems);
        problems.orThrow();
        return models;
    }

    /** A copy of the shipped models to change. */
    static Path copy(Path to) throws IOException {
        for (String folder : List.of("staging", "marts")) {
            Files.createDirectories(to.resolve(folder));
            try (var files = Files.list(SHIPPED.resolve("models").resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(folder).resolve(file.getFileName()));
                }
            }
        }
        return to;
    }

    static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " does not contain " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }
}
