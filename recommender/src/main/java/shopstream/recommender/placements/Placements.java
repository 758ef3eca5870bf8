package shopstream.recommender.placements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.recommender.declared.ProductTable;

/** Placements by their names. */
public record Placements(Map<String, Placement> all) {
    /** Of one answer. */
    public static final int MOST_PRODUCTS = 100;

    public static final Placements NONE = new Placements(Map.of());

    public Placements {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    public Optional<Placement> named(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /**
     * Reads a folder, one file a placement; a shop need not have it. A file with problems is as it was before.
     *
     * @param table what is known of products
     * @param zone whose days those of rules are
     * @param before what a file said that can no longer be read
     */
    public static Placements read(Path folder, ProductTable table, ZoneId zone, Placements before, Problems problems) {
        Map<String, Placement> read = new TreeMap<>();
        for (Path file : files(folder, problems)) {
            Problems own = new Problems();
            Optional<Placement> placement = YamlMap.read(file, own)
                    .map(yaml -> PlacementFile.read(file, yaml, table, zone, own))
                    .filter(whole -> own.none());
            String name = PlacementFile.name(file);
            Placement other = read.get(name);
            if (other != null) {
                own.add(
                        new Place(file, 1),
                        "The placement `" + name + "` is that of "
                                + other.place().file().getFileName() + " already.",
                        "Keep one of the two files.");
            } else {
                placement.or(() -> before.named(name)).ifPresent(known -> read.put(name, known));
            }
            own.all().forEach(problem -> problems.add(problem.place(), problem.message(), problem.nextStep()));
        }
        return new Placements(read);
    }

    /** The files of a folder that hold placements, by their names. */
    static List<Path> files(Path folder, Problems problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(
                    new Place(folder, 1),
                    "The placements cannot be read: " + unreadable.getMessage() + ".",
                    "Check the folder's rights.");
            return List.of();
        }
    }
}
