package shopstream.app.scheduled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shopstream.app.outside.FileTree;

/** The builds of one schedule: folders named by the moment at which they began. Only one process builds at a time. */
final class BuiltSets {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern BUILD = Pattern.compile("\\d{8}T\\d{6}Z");
    private static final Pattern HALF_BUILT = Pattern.compile("\\.\\d{8}T\\d{6}Z\\.building");

    private final Path folder;

    BuiltSets(Path folder) {
        this.folder = folder;
    }

    /** Where a build goes that begins now. */
    Path newBuild(Instant now) {
        return folder.resolve(NAME.format(now));
    }

    /** Removes what builds have left that died. */
    void removeHalfBuilt() {
        named(HALF_BUILT).forEach(BuiltSets::delete);
    }

    /** Removes all but the newest builds. What else lies in the folder stays. @return how many were removed */
    int keep(int most) {
        List<Path> old = named(BUILD).stream()
                .filter(build -> Files.exists(build.resolve("manifest.json")))
                .skip(most)
                .toList();
        old.forEach(BuiltSets::delete);
        return old.size();
    }

    private List<Path> named(Pattern pattern) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            pattern.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException noneYet) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void delete(Path tree) {
        try {
            FileTree.delete(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("The old build " + tree + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
