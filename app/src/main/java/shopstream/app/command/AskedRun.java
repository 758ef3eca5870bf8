package shopstream.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import shopstream.app.DataDirectory;
import shopstream.app.LakeHome;
import shopstream.app.Refusal;
import shopstream.app.RunningLake;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.app.scheduled.LakeFreshness;
import shopstream.app.scheduled.RecommenderWorks;
import shopstream.app.scheduled.ShopWorks;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.Maintenance.Keeping;
import shopstream.operations.schedules.OpenRun;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.RunBook;
import shopstream.operations.schedules.RunJson;
import shopstream.operations.schedules.ScheduledWork;

/**
 * A run of scheduled work that a command asks for: done by the program that runs on the data directory, or by this process
 * where none does; written down either way, and never beside another of the same schedule.
 */
final class AskedRun {
    /** What a command that asks for one ends with. */
    static final String EXIT_CODES =
            "Exit codes: 0 succeeded, 1 failed or could not begin, 2 the command was not understood,";

    static final String MORE_EXIT_CODES =
            "3 not begun because it runs already, 4 interrupted: the program that did it has ended.";

    private static final int RUNS_ALREADY = 3;
    private static final int INTERRUPTED = 4;
    private static final long LOOK_MILLIS = 200;
    private static final String NOT_WITHOUT_LOG =
            "The program does not run, and what it knows is needed for this. Start it, and run this again.";
    private static final String NEXT = "./shopstream runs list shows what has run; the page /runs shows what there is.";

    private final Terminal terminal;
    private final Path data;
    private final Path configuration;
    private final RunBook book;

    /** @param configuration of the shop, which is read where no program runs */
    AskedRun(Terminal terminal, Path data, Path configuration) {
        this.terminal = terminal;
        this.data = data;
        this.configuration = configuration;
        this.book = new RunBook(data.resolve(ShopWorks.RUNS), Clock.systemUTC());
    }

    /** Has a schedule's work done and tells what came of it. @return the exit code */
    int of(String name, boolean asJson) throws InterruptedException {
        Optional<URI> address = DataDirectory.runningAt(data);
        return address.isPresent() ? there(address.get(), name, asJson) : here(scheduled(works().all(), name), asJson);
    }

    /** Has the lake maintained and tells what came of it. @return the exit code */
    int ofMaintenance(boolean asJson) throws InterruptedException {
        Optional<URI> address = DataDirectory.runningAt(data);
        return address.isPresent()
                ? there(address.get(), scheduleOf(ShopWorks.MAINTENANCE, address.get(), noLake()), asJson)
                : here(works().maintenance(keeping -> keeping), asJson);
    }

    /** Has the recommender trained and tells what came of it. @return the exit code */
    int ofTraining(boolean asJson) throws InterruptedException {
        URI address = DataDirectory.runningAt(data)
                .orElseThrow(() -> new Refusal(
                        "No program runs on " + data.toAbsolutePath() + ", and its log is read for training.",
                        "Start it with ./shopstream up or ./shopstream demo, and train again."));
        return there(
                address,
                scheduleOf(
                        ShopWorks.TRAINING,
                        address,
                        new Refusal(
                                "The program that runs recommends nothing.",
                                "Write a recommendations.yaml beside shop.yaml, and start it again.")),
                asJson);
    }

    /**
     * Maintains the lake in this process, also beside a program that runs, and tells what came of it.
     *
     * @param other than what the shop's configuration says
     * @return the exit code
     */
    int ofMaintenance(UnaryOperator<Keeping> other, boolean asJson) {
        DataDirectory.runningAt(data);
        return here(works().maintenance(other), asJson);
    }

    private int there(URI address, String name, boolean asJson) throws InterruptedException {
        return told(name, there(address, name), asJson);
    }

    private int here(ScheduledWork scheduled, boolean asJson) {
        Optional<Run> ended = book.begin(scheduled.schedule(), Run.Cause.ASKED, Optional.empty(), 1)
                .map(run -> carriedOut(run, scheduled));
        return told(scheduled.schedule().name(), ended, asJson);
    }

    private Run carriedOut(OpenRun run, ScheduledWork scheduled) {
        return run.carryOut(log -> scheduled.work().run(line -> {
            terminal.say("  " + line);
            log.say(line);
        }));
    }

    private int told(String name, Optional<Run> ended, boolean asJson) {
        if (ended.isEmpty()) {
            terminal.complain(name + " runs already, and never twice at once.");
            terminal.say("Next: wait until it has ended; ./shopstream runs show " + name + " tells how it stands.");
            return RUNS_ALREADY;
        }
        Run run = ended.get();
        terminal.result(asJson ? RunJson.full(run).toString() : told(run));
        return switch (run.state()) {
            case SUCCEEDED -> 0;
            case INTERRUPTED -> INTERRUPTED;
            case FAILED, RUNNING, SKIPPED -> RootCommand.WRONG;
        };
    }

    /** By the program that runs: it begins, and what it writes down says how it goes. */
    private Optional<Run> there(URI address, String name) throws InterruptedException {
        RunningProgram program = new RunningProgram(address, NEXT);
        Optional<String> id =
                program.begin("/api/runs/" + name).map(run -> run.path("id").asText());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        int told = 0;
        while (true) {
            Run run = book.run(name, id.get())
                    .orElseThrow(() -> new Refusal(
                            "The run " + id.get() + " of " + name + " is not written down any more.",
                            "Look at ./shopstream runs show " + name + "."));
            List<Run.Line> log = run.log();
            log.subList(Math.min(told, log.size()), log.size()).forEach(line -> terminal.say("  " + line.text()));
            told = log.size();
            if (run.state() != Run.State.RUNNING) {
                return Optional.of(run);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** The schedule that does something, as the program that runs calls it. @param none what is said where it has none */
    private static String scheduleOf(String what, URI address, Refusal none) {
        JsonNode runs = new RunningProgram(address, NEXT).get("/api/runs");
        for (JsonNode schedule : runs.path("schedules")) {
            if (schedule.path("what").asText().equals(what)) {
                return schedule.path("name").asText();
            }
        }
        throw runs.path("following").asBoolean()
                ? none
                : new Refusal("The program is still starting.", "Try again once it is ready.");
    }

    private static Refusal noLake() {
        return new Refusal(
                "The program that runs writes no lake.",
                "Write `lake: history` as a custom property into the contract of a dataset, and start it again.");
    }

    private ShopWorks works() {
        Problems problems = new Problems();
        Optional<ShopConfiguration> shop =
                ShopConfiguration.readWithoutSource(configuration, Environment.ofProcess(), problems);
        problems.orThrow();
        if (!Files.isDirectory(data.resolve(RunningLake.FOLDER))) {
            throw new Refusal(
                    data.toAbsolutePath() + " has no lake to work on.",
                    "Start the program on it first, or name another directory with --data.");
        }
        return new ShopWorks(
                shop.orElseThrow(),
                data.toAbsolutePath().normalize(),
                LakeHome.address(data, Environment.ofProcess()),
                LakeFreshness.NOTHING_IS_WRITTEN,
                Optional.of(RecommenderWorks.impossible(NOT_WITHOUT_LOG)),
                Clock.systemUTC());
    }

    private ScheduledWork scheduled(List<ScheduledWork> all, String name) {
        List<String> names = all.stream().map(each -> each.schedule().name()).toList();
        return all.stream()
                .filter(each -> each.schedule().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "There is no schedule " + name + " in " + configuration + ".",
                        Nearest.of(name, names)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("There are: " + String.join(", ", names) + ".")));
    }

    private static String told(Run run) {
        String rows = run.rows().isPresent() ? ", " + KeptLake.count(run.rows().getAsLong()) + " rows" : "";
        String why = run.message().map(message -> ": " + message).orElse("");
        double seconds = run.took().map(took -> took.toMillis() / 1000.0).orElse(0.0);
        return String.format(
                Locale.ROOT,
                "%s %s after %.1f s%s%s",
                run.schedule(),
                run.state().name().toLowerCase(Locale.ROOT),
                seconds,
                rows,
                why);
    }
}
