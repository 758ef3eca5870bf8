package shopstream.app.command;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.DataDirectory;
import shopstream.app.LakeHome;
import shopstream.app.Refusal;
import shopstream.app.RunningLake;
import shopstream.app.configuration.Environment;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.app.scheduled.LakeFreshness;
import shopstream.app.scheduled.ShopWorks;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.operations.schedules.OpenRun;
import shopstream.operations.schedules.Run;
import shopstream.operations.schedules.RunBook;
import shopstream.operations.schedules.RunJson;
import shopstream.operations.schedules.Schedule;
import shopstream.operations.schedules.ScheduledWork;

/** Does a schedule's work now, and waits for its end. */
@Command(
        name = "run",
        header = {
            "Does scheduled work now, and waits until it has ended.",
            "",
            "Examples:",
            "  ./shopstream run lake-maintenance",
            "  ./shopstream run ratings-training --config my-shop/shop.yaml --json",
            ""
        },
        description = {
            "For schedulers of your own: leave out `cron:` of the schedule in shop.yaml, and it runs only when somebody"
                    + " asks. A program that runs on the data directory does the work; else this command does it. The run"
                    + " is written down either way, see ./shopstream runs.",
            "",
            "It is one attempt: the retries of shop.yaml are for times of the timetable."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Exit codes: 0 succeeded, 1 failed or could not begin, 2 the command was not understood,",
            "3 not begun because it runs already, 4 interrupted: the program that did it has ended."
        })
public final class RunCommand implements Callable<Integer> {
    private static final int RUNS_ALREADY = 3;
    private static final int INTERRUPTED = 4;
    private static final long LOOK_MILLIS = 200;

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The schedule, as shop.yaml names it.")
    private String name;

    @Option(
            names = "--config",
            defaultValue = "shop/shop.yaml",
            paramLabel = "FILE",
            description = "The shop's configuration, where no program runs (default: ${DEFAULT-VALUE}).")
    private Path configuration;

    @Option(names = "--json", description = "Print the run as JSON.")
    private boolean asJson;

    @Mixin
    private DataOption data;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Schedule.isName(name)) {
            throw new Refusal(
                    "'" + name + "' is no name of a schedule.",
                    "Name one that stands below `schedules:` in " + configuration + ".");
        }
        RunBook book = new RunBook(data.directory().resolve(ShopWorks.RUNS), Clock.systemUTC());
        Optional<URI> address = DataDirectory.runningAt(data.directory());
        Optional<Run> ended = address.isPresent() ? there(address.get(), book) : here(book);
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
    private Optional<Run> there(URI address, RunBook book) throws InterruptedException {
        RunningProgram program = new RunningProgram(
                address, "./shopstream runs list shows what has run; the page /runs shows what there is.");
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

    /** By this process. */
    private Optional<Run> here(RunBook book) {
        Problems problems = new Problems();
        Optional<ShopConfiguration> shop =
                ShopConfiguration.readWithoutSource(configuration, Environment.ofProcess(), problems);
        problems.orThrow();
        if (!Files.isDirectory(data.directory().resolve(RunningLake.FOLDER))) {
            throw new Refusal(
                    data.directory().toAbsolutePath() + " has no lake to work on.",
                    "Start the program on it first, or name another directory with --data.");
        }
        ScheduledWork scheduled = scheduled(new ShopWorks(
                        shop.orElseThrow(),
                        data.directory().toAbsolutePath().normalize(),
                        LakeHome.address(data.directory(), Environment.ofProcess()),
                        LakeFreshness.NOTHING_IS_WRITTEN,
                        Clock.systemUTC())
                .all());
        Optional<OpenRun> begun = book.begin(scheduled.schedule(), Run.Cause.ASKED, Optional.empty(), 1);
        return begun.map(run -> run.carryOut(log -> scheduled.work().run(line -> {
            terminal.say("  " + line);
            log.say(line);
        })));
    }

    private ScheduledWork scheduled(List<ScheduledWork> all) {
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
