package shopstream.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import shopstream.app.crashes.CrashBenchmark;
import shopstream.app.crashes.Dialect;
import shopstream.app.crashes.Kind;
import shopstream.app.outside.FileTree;
import shopstream.app.outside.PostgresPrograms;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Nearest;

/** Kills the platform and its database, again and again, and compares every figure and the lake with the source. */
@Command(
        name = "crashes",
        header = {
            "Whether the figures survive whatever dies.",
            "",
            "Examples:",
            "  ./shopstream bench crashes                                   100 kills on each database; takes hours",
            "  ./shopstream bench crashes --kills 10 --database postgresql",
            "  ./shopstream bench crashes --seed 4711 --only twice,swap     again what has failed",
            ""
        },
        description = {
            "Writes random transactions into a small shop while it kills the platform, the database or both with kill"
                    + " -9, at random moments: in traffic, twice within a checkpoint, while starting, in the first"
                    + " snapshot, after a TRUNCATE, in a rebuild, at its swap, in a backup, on a full disk, and without"
                    + " power: then the end of a topic, or what a checkpoint says of itself, is gone as well. After each"
                    + " kill every figure, by every dimension, is compared with SQL on the database, to the cent and row"
                    + " by row, and so are the rows of the lake. Meanwhile the API is asked all the time, and no answer may be older than one before it; where power was cut it"
                    + " may say that it does not know yet up to when it is complete. After a backup that was killed"
                    + " another one is restored into the running platform.",
            "",
            "All that is chosen comes from the seed, which is printed; it chooses the same again, though a kill cannot be"
                    + " repeated to the microsecond. Exit code 0 when all was right; 1 at the first difference, with what"
                    + " differs, where logs and data lie, and the command that does it again."
        },
        optionListHeading = "%nOptions:%n")
public final class BenchCrashesCommand implements Callable<Integer> {
    private static final String BOTH = "both";
    private static final int MOST_KILLS = 100_000;

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--kills", defaultValue = "100", description = "On each database (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", description = "What everything is chosen from (default: another one each time).")
    private Long seed;

    @Option(
            names = "--database",
            defaultValue = BOTH,
            paramLabel = "NAME",
            description = "mariadb, postgresql or both (default: ${DEFAULT-VALUE}).")
    private String database;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description =
                    "These kinds in turn, of: platform, database, both, twice, starting, snapshot, truncate, rebuild, swap, backup,"
                            + " disk, power.")
    private List<String> only = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where everything is kept; must be empty (default: a temporary directory, deleted when all was"
                            + " right).")
    private Path data;

    @Option(
            names = "--postgresql",
            paramLabel = "DIR",
            description = "The folder with initdb and postgres (default: the newest below /usr/lib/postgresql).")
    private Path postgresql;

    BenchCrashesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        List<Dialect> databases = databases();
        List<Kind> kinds = kinds();
        if (kills < 1 || kills > MOST_KILLS) {
            throw wrong("--kills is " + kills + "; it must be between 1 and " + MOST_KILLS);
        }
        long chosen = seed == null ? System.currentTimeMillis() % 1_000_000 : seed;
        Path directory = directory();
        CrashBenchmark crashes = new CrashBenchmark(
                DemoShop.configuration().getParent(),
                directory,
                () -> postgresql == null ? PostgresPrograms.installed() : postgresql,
                terminal::result);
        for (Dialect each : databases) {
            boolean right =
                    kinds.isEmpty() ? crashes.run(each, chosen, kills) : crashes.run(each, chosen, kills, kinds);
            if (!right) {
                terminal.result("Again: ./shopstream bench crashes --seed " + chosen + " --kills " + kills
                        + " --database " + each.word() + (only.isEmpty() ? "" : " --only " + String.join(",", only)));
                return RootCommand.WRONG;
            }
        }
        if (data == null) {
            FileTree.delete(directory);
        }
        return 0;
    }

    private List<Dialect> databases() {
        List<Dialect> databases = Arrays.stream(Dialect.values())
                .filter(each -> database.equals(BOTH) || database.equals(each.word()))
                .toList();
        if (databases.isEmpty()) {
            throw wrong("--database is '" + database + "'; it must be mariadb, postgresql or both");
        }
        return databases;
    }

    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (String word : only) {
            kinds.add(Arrays.stream(Kind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> wrong("--only names '" + word + "', which is no kind"
                            + Nearest.of(word, Kind.words())
                                    .map(known -> "; did you mean " + known + "?")
                                    .orElse("")
                            + " Known: " + String.join(", ", Kind.words()))));
        }
        return kinds;
    }

    private Path directory() throws IOException {
        if (data == null) {
            // Not where this run keeps what is temporary: the next one would take the evidence away.
            String temporary = System.getenv().getOrDefault("TMPDIR", "/tmp");
            return Files.createTempDirectory(Path.of(temporary), "shopstream-crashes");
        }
        Files.createDirectories(data);
        try (Stream<Path> files = Files.list(data)) {
            if (files.findAny().isPresent()) {
                throw wrong("--data is " + data + ", which is not empty");
            }
        }
        return data;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
