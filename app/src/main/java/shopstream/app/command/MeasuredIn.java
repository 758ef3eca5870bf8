package shopstream.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import shopstream.contracts.yaml.Nearest;

/** What is measured, where, and where its table goes if nothing else is asked for. */
final class MeasuredIn {
    private MeasuredIn() {}

    static Optional<Path> report() {
        return Optional.of(Path.of(System.getProperty("shopstream.home", "."), "docs", "benchmarks.md"));
    }

    /** @throws ParameterException where {@code --only} names something that is not measured */
    static void requireKnown(Collection<String> only, List<String> known, CommandLine command) {
        for (String name : only) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        command,
                        "--only names '" + name + "', which is not measured"
                                + Nearest.of(name, known)
                                        .map(nearest -> "; did you mean " + nearest + "?")
                                        .orElse("")
                                + " Known: " + String.join(", ", known));
            }
        }
    }

    /** A directory of its own. */
    static Path directory() {
        try {
            return Files.createTempDirectory("shopstream-benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory could be made: " + e.getMessage(), e);
        }
    }
}
