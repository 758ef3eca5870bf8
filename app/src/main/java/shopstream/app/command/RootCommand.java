package shopstream.app.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import shopstream.app.Refusal;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.yaml.InvalidConfiguration;
import shopstream.contracts.yaml.Nearest;
import shopstream.lake.LakeProblem;
import shopstream.lake.StoreProblem;

/** The command line as a whole: its help, and how what went wrong is told. */
@Command(
        name = "shopstream",
        header = {
            "From a shop's database to a live sales dashboard.",
            "",
            "Examples:",
            "  ./shopstream demo                          a sample shop with the dashboard beside it",
            "  ./shopstream discover --url jdbc:…         the folder for my own database, written from it",
            "  ./shopstream check --config shop/shop.yaml is everything ready for my own database?",
            "  ./shopstream up --config shop/shop.yaml    the dashboard for my own database",
            "  ./shopstream source plan --config shop/shop.yaml",
            "                                             what capture needs and does on my server, before it does",
            "  ./shopstream impact \"ALTER TABLE …\"       what a planned change of my database would break",
            "  ./shopstream test-models                   the tests of the models in shop/models",
            "  ./shopstream models list                   what is shown of each model, rebuilt or kept",
            "  ./shopstream sql \"SELECT …\"               any question over marts, measures and the lake",
            "  ./shopstream quarantine list               what was rejected, and why",
            "  ./shopstream import-events clicks.jsonl    what happened on my pages, from files",
            "  ./shopstream run lake-maintenance          work that shop.yaml declares below schedules, now",
            "  ./shopstream backup /backups/monday        what cannot be had again, while it runs",
            "  ./shopstream restore /backups/monday       back to it, while it runs or not",
            "  ./shopstream train                         the recommender's model, on the shop's own past",
            "  ./shopstream recommender list              its versions, and how good each is",
            "  ./shopstream evaluate --dataset gowalla    how good its methods are",
            "  ./shopstream bench sales                   how fast it is here",
            "  ./shopstream bench crashes                 whether its figures survive every crash",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Exit codes: 0 done, 1 something is wrong (said on standard error), 2 the command was not understood.",
            "Results go to standard output, progress and words to standard error. NO_COLOR is respected.",
            "Each command tells more: ./shopstream COMMAND --help"
        },
        subcommands = {
            DemoCommand.class,
            DiscoverCommand.class,
            UpCommand.class,
            CheckCommand.class,
            SourceCommand.class,
            ImpactCommand.class,
            TestModelsCommand.class,
            ModelsCommand.class,
            LakeCommand.class,
            TrainingSetCommand.class,
            SqlCommand.class,
            QuarantineCommand.class,
            ImportEventsCommand.class,
            RunCommand.class,
            RunsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TrainCommand.class,
            RecommenderCommand.class,
            EvaluateCommand.class,
            BenchCommand.class
        })
public final class RootCommand implements Runnable {
    static final int WRONG = 1;
    static final int NOT_UNDERSTOOD = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    private boolean helpWanted;

    @Option(
            names = "--debug",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print stack traces when something fails.")
    private boolean debugging;

    private RootCommand() {}

    /** The command line of this program, speaking to {@code terminal}. */
    public static CommandLine commandLine(Terminal terminal) {
        RootCommand root = new RootCommand();
        CommandLine.IFactory commands = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
                } catch (NoSuchMethodException notOneOfOurCommands) {
                    return CommandLine.defaultFactory().create(type);
                }
            }
        };
        CommandLine commandLine = new CommandLine(root, commands);
        commandLine.setUsageHelpWidth(100);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpLongOptionsMaxWidth(32);
        commandLine.setParameterExceptionHandler((wrong, arguments) -> misunderstood(terminal, wrong));
        commandLine.setExecutionExceptionHandler((wrong, command, parsed) -> root.failed(terminal, wrong));
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int misunderstood(Terminal terminal, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        terminal.complain(wrong.getMessage().replace("Unmatched argument", "Unknown argument"));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            nearestTo(unmatched.getUnmatched(), command)
                    .ifPresent(nearest -> terminal.say("Did you mean " + nearest + "?"));
        }
        terminal.say("Next: ./" + command.getCommandSpec().qualifiedName(" ") + " --help");
        return NOT_UNDERSTOOD;
    }

    private static Optional<String> nearestTo(List<String> unmatched, CommandLine command) {
        String first = unmatched.get(0);
        List<String> known = first.startsWith("-")
                ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
                : List.copyOf(command.getSubcommands().keySet());
        return Nearest.of(first, known);
    }

    private int failed(Terminal terminal, Exception wrong) {
        Optional<LakeProblem> lake = StoreProblem.in(wrong);
        if (wrong instanceof Refusal refusal) {
            terminal.complain(refusal.getMessage());
            terminal.say("Next: " + refusal.nextStep());
        } else if (lake.isPresent()) {
            terminal.complain(lake.get().getMessage());
            terminal.say("Next: " + lake.get().nextStep());
        } else if (wrong instanceof InvalidConfiguration invalid) {
            Findings.print(terminal, invalid.problems());
        } else {
            terminal.complain("Failed: " + (wrong.getMessage() == null ? wrong.toString() : wrong.getMessage()));
            terminal.say("Next: run it again with --debug to see where, and look into the log file under the data"
                    + " directory.");
        }
        if (debugging) {
            wrong.printStackTrace();
        }
        return WRONG;
    }
}
