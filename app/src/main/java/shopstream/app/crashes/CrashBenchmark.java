package shopstream.app.crashes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The whole crash test: the kills of a plan, on one database after the other. */
public final class CrashBenchmark {
    private final Path shipped;
    private final Path directory;
    private final Supplier<Path> postgresPrograms;
    private final Consumer<String> say;

    /**
     * @param shipped the shop's folder, which is copied
     * @param directory where everything is kept; each database has a folder of its own there
     * @param postgresPrograms the folder with PostgreSQL's programs, asked for when they are needed
     * @param say told a line a kill
     */
    public CrashBenchmark(Path shipped, Path directory, Supplier<Path> postgresPrograms, Consumer<String> say) {
        this.shipped = shipped;
        this.directory = directory;
        this.postgresPrograms = postgresPrograms;
        this.say = say;
    }

    /**
     * So many kills of all kinds, in random order.
     *
     * @return whether every figure was right after every kill
     */
    public boolean run(Dialect database, long seed, int kills) throws SQLException, IOException, InterruptedException {
        return run(database, CrashPlan.mixed(seed, kills, possible(List.of(Kind.values()))));
    }

    /**
     * So many kills of these kinds, in turn.
     *
     * @return whether every figure was right after every kill
     */
    public boolean run(Dialect database, long seed, int kills, List<Kind> kinds)
            throws SQLException, IOException, InterruptedException {
        List<Kind> possible = possible(kinds);
        if (possible.isEmpty()) {
            throw new IllegalArgumentException("None of the kinds " + kinds + " is possible here");
        }
        return run(database, CrashPlan.inTurn(seed, kills, possible));
    }

    private List<Kind> possible(List<Kind> kinds) throws IOException {
        List<Kind> possible = new ArrayList<>(kinds);
        if (possible.contains(Kind.DISK) && !SmallDisk.possible(Files.createDirectories(directory))) {
            possible.remove(Kind.DISK);
            say.accept("Left out: disk, since this user may not mount a small one");
        }
        return List.copyOf(possible);
    }

    private boolean run(Dialect database, CrashPlan plan) throws SQLException, IOException, InterruptedException {
        Path own = Files.createDirectories(directory.resolve(database.word())).toRealPath();
        say.accept(database.word() + ", seed " + plan.seed() + ", "
                + plan.crashes().size() + " kills, everything is kept in " + own);
        ShopFolder folder = ShopFolder.copy(shipped, own.resolve("shop"));
        ShopServer server = database == Dialect.MARIADB
                ? MariaDbShop.start(own.resolve("database"))
                : PostgresShop.start(postgresPrograms.get(), own.resolve("database"));
        List<Double> recoveries = new ArrayList<>();
        try (CrashTest test = new CrashTest(plan, server, folder, own.resolve("data"))) {
            test.begin();
            for (Crash crash : plan.crashes()) {
                CrashTest.Outcome outcome = test.after(crash);
                say.accept(line(crash, outcome));
                if (!outcome.wrong().isEmpty()) {
                    test.keepWords(own.resolve("platform-words.txt"));
                    outcome.wrong().forEach(sentence -> say.accept("    " + sentence));
                    say.accept("Wrong after kill " + crash.number() + ", seed " + plan.seed() + ". Logs: "
                            + own.resolve("data/shopstream.log") + ", " + own.resolve("platform-words.txt"));
                    return false;
                }
                recoveries.add(outcome.seconds());
            }
            say.accept(summary(database, plan, recoveries, test.answers()));
            return true;
        }
    }

    private static String line(Crash crash, CrashTest.Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%4d  %-75s %6.1f s  %,7d rows  %s",
                crash.number(),
                crash.words(),
                outcome.seconds(),
                outcome.rows(),
                outcome.wrong().isEmpty() ? "right" : "WRONG");
    }

    private static String summary(Dialect database, CrashPlan plan, List<Double> recoveries, long answers) {
        List<Double> sorted = new ArrayList<>(recoveries);
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%s, seed %d: %d kills, after each every figure equal to the source; complete again after %.1f s (p50), %.1f s"
                        + " (max); %,d answers, none older than one before it",
                database.word(),
                plan.seed(),
                sorted.size(),
                sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2),
                sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() - 1),
                answers);
    }
}
