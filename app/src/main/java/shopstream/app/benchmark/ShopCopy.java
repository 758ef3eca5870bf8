package shopstream.app.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the shop's folder whose order lines are delivered otherwise. */
final class ShopCopy {
    private static final Path LINES = Path.of("models", "marts", "sales_lines.yaml");

    private ShopCopy() {}

    /**
     * Copies the folder.
     *
     * @param configuration of the shop, in the folder that is copied
     * @param delivery as it is written in a mart's YAML
     * @return the configuration in the copy
     */
    static Path delivering(String delivery, Path configuration, Path into) {
        Path folder = configuration.toAbsolutePath().getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = into.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
            Path lines = into.resolve(LINES);
            String text = Files.readString(lines).replaceAll("(?m)^delivery:.*\\R", "");
            Files.writeString(lines, "delivery: " + delivery + "\n" + text);
            return into.resolve(configuration.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The shop's folder " + folder + " cannot be copied: " + e.getMessage(), e);
        }
    }
}
