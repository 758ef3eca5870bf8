package shopstream.warehouse.dashboards;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;

/** A seed that a dashboard names, and its columns by the names the dashboard gives. */
final class SeedColumns {

    private final Seed seed;
    private final Problems problems;

    private SeedColumns(Seed seed, Problems problems) {
        this.seed = seed;
        this.problems = problems;
    }

    /** @param key what in the dashboard names the seed, and can be taken out instead */
    static Optional<SeedColumns> of(Word name, String key, Collection<Seed> seeds, Problems problems) {
        Optional<Seed> found =
                seeds.stream().filter(seed -> seed.name().equals(name.text())).findFirst();
        if (found.isEmpty()) {
            List<String> known = seeds.stream().map(Seed::name).toList();
            problems.add(
                    name.place(),
                    "There is no seed \"" + name.text() + "\"",
                    Nearest.of(name.text(), known)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Write it into the seeds' folder as " + name.text() + ".csv, or take `" + key
                                    + "` out"));
        }
        return found.map(seed -> new SeedColumns(seed, problems));
    }

    Seed seed() {
        return seed;
    }

    /** The column's position in a row, or -1 after telling the problem. */
    int position(Word column) {
        int index = seed.columns().indexOf(column.text());
        if (index < 0 && !column.text().isEmpty()) {
            problems.add(
                    column.place(),
                    "The seed " + seed.name() + " has no column \"" + column.text() + "\"",
                    Nearest.of(column.text(), seed.columns())
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Its columns are " + seed.columns()));
        }
        return index;
    }
}
