package shopstream.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Copies of the shop's folder in which one thing is said otherwise. */
final class ShopCopy {
    private static final Path LINES = Path.of("models", "marts", "sales_lines.yaml");

    private ShopCopy() {}

    /**
     * A copy whose lake is tended every ten minutes, and keeps all states no longer than that.
     *
     * @param configuration of the shop, in the folder that is copied
     * @return the configuration in the copy
     */
    static Path tended(Path configuration, Path into) {
        return copied(configuration, into, configuration.getFileName(), text -> {
            String tended = text.replaceFirst("(?m)^  keep-all-states:.*$", "  keep-all-states: 10m")
                    .replaceFirst("(?m)^(    lake: maintenance.*\\R    cron:).*$", "$1 \"*/10 * * * *\"");
            if (!tended.contains("keep-all-states: 10m") || !tended.contains("*/10 * * * *")) {
                throw new IllegalStateException(configuration + " does not say how its lake is tended");
            }
            return tended;
        });
    }

    /**
     * A copy whose order lines are delivered otherwise.
     *
     * @param configuration of the shop, in the folder that is copied
     * @param delivery as it is written in a mart's YAML
     * @return the configuration in the copy
     */
    static Path delivering(String delivery, Path configuration, Path into) {
        return copied(
                configuration,
                into,
                LINES,
                text -> "delivery: " + delivery + "\n" + text.replaceAll("(?m)^delivery:.*\\R", ""));
    }

    private static Path copied(Path configuration, Path into, Path file, UnaryOperator<String> change) {
        Path folder = configuration.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) files::iterator) {
                Path copy = into.resolve(folder.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
            Path changed = into.resolve(file);
            Files.writeString(changed, change.apply(Files.readString(changed)));
            return into.resolve(configuration.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The shop's folder " + folder + " cannot be copied: " + e.getMessage(), e);
        }
    }
}
