package shopstream.recommender.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.eventlog.WholeFile;

/**
 * A shop's models in a folder: each version in one of its own, there as a whole or not at all, and a file that says which one is in
 * use, below those that were before.
 */
public final class ModelVersions {
    /** The word for no model: answers are as they are without anything learned. */
    public static final String UNLEARNED = "unlearned";

    private static final Logger LOG = LoggerFactory.getLogger(ModelVersions.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern VERSION = Pattern.compile("\\d{8}T\\d{6}Z");
    private static final Pattern UNFINISHED = Pattern.compile("\\.\\d{8}T\\d{6}Z\\.unfinished");
    private static final String IN_USE = "in-use";
    private static final String MODEL = "ranking.model";
    private static final String TASTE = "taste.model";
    private static final int KEPT = 10;
    private static final int REMEMBERED = 20;

    private final Path folder;

    /** @param folder which need not be there yet */
    public ModelVersions(Path folder) {
        this.folder = folder;
    }

    /** What a version is called whose training begins now. */
    public static String name(Instant now) {
        return NAME.format(now);
    }

    /** All of them, the newest first; what cannot be read is left out. */
    public List<ModelVersion> all() {
        List<ModelVersion> all = new ArrayList<>();
        for (Path each : named(VERSION)) {
            try {
                all.add(ModelVersion.read(each));
            } catch (IOException damaged) {
                LOG.warn("The model in {} is left out: {}", each, damaged.getMessage());
            }
        }
        return all;
    }

    /** The file of a version. */
    public Path model(String version) {
        return folder.resolve(version).resolve(MODEL);
    }

    /** The file of a version's long-term taste; versions that have none, such as old ones, have no such file. */
    public Path taste(String version) {
        return tasteBeside(model(version));
    }

    /** The file of long-term taste that belongs to that of a model. */
    public static Path tasteBeside(Path model) {
        return model.resolveSibling(TASTE);
    }

    /** The version in use; empty where none is. */
    public synchronized Optional<String> inUse() {
        List<String> lines = used();
        return lines.isEmpty() ? Optional.empty() : learned(lines.get(lines.size() - 1));
    }

    private static Optional<String> learned(String line) {
        return Optional.of(line).filter(version -> !version.equals(UNLEARNED));
    }

    /** Puts a version to use; what was in use before can be gone back to. */
    public synchronized void use(String version) {
        List<String> lines = used();
        lines.add(version);
        write(lines);
    }

    /**
     * Goes back.
     *
     * @param wanted a version, or {@link #UNLEARNED}; empty for what was in use before
     * @return the version in use from now on; empty where none is
     * @throws IllegalArgumentException saying why that is not possible
     */
    public synchronized Optional<String> rollBack(Optional<String> wanted) {
        if (wanted.isPresent()) {
            requireThere(wanted.get());
            use(wanted.get());
            return inUse();
        }
        List<String> lines = used();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("No model has ever been in use.");
        }
        String now = lines.get(lines.size() - 1);
        do {
            lines.remove(lines.size() - 1);
        } while (!lines.isEmpty() && !canFollow(lines.get(lines.size() - 1), now));
        write(lines);
        return inUse();
    }

    private boolean canFollow(String version, String now) {
        return !version.equals(now) && (version.equals(UNLEARNED) || Files.exists(model(version)));
    }

    private void requireThere(String version) {
        if (!version.equals(UNLEARNED) && (!VERSION.matcher(version).matches() || !Files.exists(model(version)))) {
            List<String> there = named(VERSION).stream()
                    .map(each -> each.getFileName().toString())
                    .toList();
            throw new IllegalArgumentException("There is no model " + version + ". There "
                    + (there.isEmpty() ? "is none yet." : "are " + String.join(", ", there) + "."));
        }
    }

    /** A folder for a version that is being trained; what trainings have left that died is removed. */
    public synchronized Path begin(String version) {
        named(UNFINISHED).forEach(ModelVersions::remove);
        try {
            return Files.createDirectories(folder.resolve("." + version + ".unfinished"));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The file of the model, in a folder that {@link #begin} gave. */
    public static Path modelIn(Path unfinished) {
        return unfinished.resolve(MODEL);
    }

    /** A version is complete: it gets its name, and of the old ones those go that nobody needs. */
    public synchronized void complete(Path unfinished, String version) {
        try {
            WholeFile.move(unfinished, folder.resolve(version));
        } catch (IOException e) {
            throw new UncheckedIOException("The model cannot be moved to " + folder.resolve(version), e);
        }
        List<String> lines = used();
        Set<String> needed = new HashSet<>(lines.subList(Math.max(0, lines.size() - 2), lines.size()));
        named(VERSION).stream()
                .skip(KEPT)
                .filter(old -> !needed.contains(old.getFileName().toString()))
                .forEach(ModelVersions::remove);
    }

    /** Of a version that is being trained, something is not needed any more. @param unfinished its folder, or one in it */
    public synchronized void abandon(Path unfinished) {
        remove(unfinished);
    }

    private List<String> used() {
        try {
            return new ArrayList<>(Files.readAllLines(folder.resolve(IN_USE)).stream()
                    .map(String::strip)
                    .filter(line ->
                            line.equals(UNLEARNED) || VERSION.matcher(line).matches())
                    .toList());
        } catch (NoSuchFileException none) {
            return new ArrayList<>();
        } catch (IOException e) {
            LOG.warn("Which model is in use cannot be read from {}: {}", folder.resolve(IN_USE), e.getMessage());
            return new ArrayList<>();
        }
    }

    private void write(List<String> lines) {
        List<String> newest = lines.subList(Math.max(0, lines.size() - REMEMBERED), lines.size());
        try {
            Files.createDirectories(folder);
            String text = newest.isEmpty() ? "" : String.join("\n", newest) + "\n";
            WholeFile.write(folder.resolve(IN_USE), text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Which model is in use cannot be written to " + folder.resolve(IN_USE) + ": " + e.getMessage(), e);
        }
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

    private static void remove(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            LOG.warn("{} cannot be removed: {}", tree, left.getMessage());
        }
    }
}
