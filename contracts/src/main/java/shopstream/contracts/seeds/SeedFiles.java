package shopstream.contracts.seeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;

/** Reads the seeds: one CSV file (RFC 4180, with a header) per table, named like the table. */
public final class SeedFiles {

    private static final String ENDING = ".csv";

    private SeedFiles() {}

    /**
     * All seeds of a folder, in name order; what is wrong with a file becomes a problem and leaves that file out.
     *
     * @param folder need not exist
     */
    public static List<Seed> read(Path folder, Problems problems) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Seed> seeds = new ArrayList<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
                seed(file, problems).ifPresent(seeds::add);
            }
            return List.copyOf(seeds);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            problems.add(new Place(folder, 1), "Cannot list the folder: " + e.getMessage(), "Check its permissions");
            return List.of();
        }
    }

    private static Optional<Seed> seed(Path file, Problems problems) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - ENDING.length());
        Place place = new Place(file, 1);
        try {
            CsvRows table = CsvRows.parse(Files.readString(file));
            if (table.rows().isEmpty()) {
                problems.add(place, "The seed " + name + " has no rows", "Add one, or remove the file");
                return Optional.empty();
            }
            return Optional.of(new Seed(name, table, place));
        } catch (CsvProblem e) {
            problems.add(new Place(file, e.line()), e.getMessage(), "Correct the CSV; quote a text that has commas");
        } catch (IOException e) {
            problems.add(place, "Cannot be read: " + e.getMessage(), "Save it as UTF-8, readable by this user");
        }
        return Optional.empty();
    }
}
