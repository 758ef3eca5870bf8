package shopstream.app.command;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whose quarantine a command looks into. */
final class QuarantineOptions {
    @Option(
            names = "--shop",
            defaultValue = "shop",
            paramLabel = "DIR",
            description = "The folder with the contracts, which say what is personal and not shown; only read where no"
                    + " program runs (default: ${DEFAULT-VALUE}).")
    private Path shop;

    @Option(names = "--json", description = "Print everything that is known, as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    boolean asJson() {
        return asJson;
    }

    AskedQuarantine open() {
        return AskedQuarantine.on(data.directory(), shop);
    }
}
