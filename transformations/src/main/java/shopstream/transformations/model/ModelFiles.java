package shopstream.transformations.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** Reads {@code staging/*.sql}, {@code marts/*.sql} with the YAML beside each, over the seeds; runs nothing. */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * Reads the models of a shop. What is wrong with a file becomes a problem and leaves that file out.
     *
     * @param models the folder with {@code staging} and {@code marts}
     * @param inputs all that they may read
     */
    public static Models read(Path models, List<Seed> seeds, List<InputTable> inputs, Problems problems) {
        Map<String, Place> names = new HashMap<>();
        inputs.forEach(input -> names.put(input.name(), input.place()));
        List<TypedSeed> seedTables = new ArrayList<>();
        for (Seed seed : seeds) {
            if (unused(seed.place().file(), names, problems)) {
                seedTables.add(SeedTypes.typed(seed));
            }
        }
        List<StagingView> staging = new ArrayList<>();
        for (Path file : files(models.resolve("staging"), ".sql", problems)) {
            if (unused(file, names, problems)) {
                sql(file, problems).ifPresent(sql -> staging.add(new StagingView(name(file), sql)));
            }
        }
        Path folder = models.resolve("marts");
        List<Mart> marts = new ArrayList<>();
        for (Path file : files(folder, ".sql", problems)) {
            sql(file, problems)
                    .flatMap(sql -> MartFile.read(name(file), sql, inputs, problems))
                    .ifPresent(marts::add);
        }
        for (Path file : files(folder, ".yaml", problems)) {
            Path sql = folder.resolve(name(file) + ".sql");
            if (!Files.exists(sql)) {
                problems.add(
                        new Place(file, 1),
                        "This mart has no SELECT",
                        "Write it in " + sql.getFileName() + " beside it");
            }
        }
        return new Models(staging, marts, seedTables);
    }

    private static boolean unused(Path file, Map<String, Place> names, Problems problems) {
        Place place = new Place(file, 1);
        Place other = names.putIfAbsent(name(file), place);
        if (other != null) {
            problems.add(place, "The name " + name(file) + " is taken by " + other, "Rename one of the two");
        }
        return other == null;
    }

    private static List<Path> files(Path folder, String ending, Problems problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            problems.add(new Place(folder, 1), "Cannot list the folder: " + e.getMessage(), "Check its permissions");
            return List.of();
        }
    }

    private static Optional<SqlFile> sql(Path file, Problems problems) {
        try {
            String text = Files.readString(file);
            if (text.isBlank()) {
                problems.add(new Place(file, 1), "The file is empty", "Write one SELECT in it");
                return Optional.empty();
            }
            return Optional.of(SqlFile.of(file, text));
        } catch (IOException e) {
            problems.add(
                    new Place(file, 1), "Cannot be read: " + e.getMessage(), "Save it as UTF-8, readable by this user");
            return Optional.empty();
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
