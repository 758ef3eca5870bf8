package shopstream.ingestion.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder that a shop's files are written to. */
public final class ShopFolder {
    private ShopFolder() {}

    /** The files that are there already, so that nobody's work is lost. */
    public static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file)).sorted().toList();
        } catch (IOException e) {
            throw new DiscoveryFailure(
                    "The folder " + folder + " cannot be looked into: " + e.getMessage() + ".",
                    "Choose another with --out, or correct its rights.");
        }
    }

    /**
     * Writes the files, over those of the same names.
     *
     * @return what else was there and stays: it is read along with the new files
     */
    public static List<Path> write(Path folder, Map<String, String> files) {
        List<Path> others = files(folder).stream()
                .filter(file ->
                        !files.containsKey(folder.relativize(file).toString().replace('\\', '/')))
                .toList();
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new DiscoveryFailure(
                    "The folder " + folder + " cannot be written: " + e.getMessage() + ".",
                    "Choose another with --out, or correct its rights.");
        }
        return others;
    }
}
