package shopstream.recommender.placements;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.recommender.declared.ProductTable;

/**
 * Placements as their files say now; of a file that cannot be used, as it said last. One thread looks at the files, any number
 * ask meanwhile.
 */
public final class LivePlacements {
    private static final Logger LOG = LoggerFactory.getLogger(LivePlacements.class);

    private final Path folder;
    private final ProductTable table;
    private final ZoneId zone;
    /** The files are few and small, and an editor may write twice within what a time stamp tells apart. */
    private Map<Path, String> contents = Map.of();

    private volatile Reading reading = new Reading(Placements.NONE, List.of());

    private record Reading(Placements placements, List<Problem> problems) {}

    /**
     * Reads the folder for the first time.
     *
     * @param folder one file a placement; it need not be there
     * @param zone whose days those of rules are
     */
    public LivePlacements(Path folder, ProductTable table, ZoneId zone) {
        this.folder = folder;
        this.table = table;
        this.zone = zone;
        look();
    }

    /** Looks whether a file has changed, and reads it. Never throws. */
    public void look() {
        try {
            Map<Path, String> now = contents();
            if (!now.equals(contents)) {
                contents = now;
                read();
            }
        } catch (RuntimeException unexpected) {
            LOG.warn("The placements in {} cannot be looked at", folder, unexpected);
        }
    }

    private void read() {
        Problems problems = new Problems();
        Placements placements = Placements.read(folder, table, zone, reading.placements(), problems);
        reading = new Reading(placements, problems.all());
        LOG.info("Placements: {}", placements.all().keySet());
        problems.all().forEach(problem -> LOG.warn("{}", problem));
    }

    private Map<Path, String> contents() {
        Map<Path, String> found = new HashMap<>();
        for (Path file : Placements.files(folder, new Problems())) {
            try {
                found.put(file, new String(Files.readAllBytes(file), ISO_8859_1));
            } catch (IOException unreadable) {
                found.put(file, "unreadable: " + unreadable.getMessage());
            }
        }
        return found;
    }

    public Placements all() {
        return reading.placements();
    }

    public Optional<Placement> named(String name) {
        return reading.placements().named(name);
    }

    /** What is wrong in the files; empty where they hold as they are. */
    public List<Problem> problems() {
        return reading.problems();
    }
}
