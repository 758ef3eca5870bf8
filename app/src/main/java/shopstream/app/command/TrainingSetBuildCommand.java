package shopstream.app.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shopstream.app.DataDirectory;
import shopstream.app.Refusal;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.seeds.SeedFiles;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Problems;
import shopstream.lake.Lake;
import shopstream.warehouse.training.LakeMoment;
import shopstream.warehouse.training.Manifest;
import shopstream.warehouse.training.TrainingBuild;
import shopstream.warehouse.training.TrainingFiles;
import shopstream.warehouse.training.TrainingProblem;
import shopstream.warehouse.training.TrainingSet;

/** Builds one training set. */
@Command(
        name = "build",
        header = {
            "Builds a training set from the lake.",
            "",
            "Examples:",
            "  ./shopstream training-set build ratings_ml_training",
            "  ./shopstream training-set build interactions --as-of 2026-11-01T00:00:00Z --out interactions",
            "  ./shopstream training-set build ratings_ml_training --like data/training/…/manifest.json --out again",
            ""
        },
        description = {
            "Without --as-of it waits until the lake holds all that the log held when the command began, for two minutes"
                    + " at most. With it, what became known later changes nothing.",
            "",
            "Writes files and a manifest: what they were made from, how many rows, a checksum. Exit code 0 when they"
                    + " are there, 1 when not; then nothing is."
        },
        optionListHeading = "%nOptions:%n")
public final class TrainingSetBuildCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "As ./shopstream training-set list says.")
    private String name;

    @Option(names = "--as-of", paramLabel = "TIME", description = "The moment it knows, such as 2026-11-01T00:00:00Z.")
    private String asOf;

    @Option(
            names = "--like",
            paramLabel = "MANIFEST",
            description = "Build it from the same states and as of the same moment as that one.")
    private Path like;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where it goes; must be empty or not there (default: training/NAME/TIME in the data directory).")
    private Path out;

    @Option(names = "--format", defaultValue = "parquet", description = "parquet or csv (default: ${DEFAULT-VALUE}).")
    private TrainingBuild.Format format;

    @Option(
            names = "--shop",
            defaultValue = "shop",
            paramLabel = "DIR",
            description = "The folder with the folders training and seeds (default: ${DEFAULT-VALUE}).")
    private Path shop;

    @Mixin
    private DataOption data;

    TrainingSetBuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        List<TrainingSet> sets = TrainingFiles.read(shop.resolve("training"), problems);
        List<Seed> seeds = SeedFiles.read(shop.resolve("seeds"), problems);
        problems.orThrow();
        TrainingSet set = set(sets);
        Optional<Instant> moment = moment();
        Instant begun = Clock.systemUTC().instant();
        try (Lake lake = KeptLake.of(data.directory())) {
            if (like == null) {
                awaitHeld(moment.orElse(begun));
            }
            Optional<Manifest.Origin> origin = origin(set);
            LakeMoment from = origin.map(built -> LakeMoment.of(lake, built))
                    .orElseGet(() -> moment.map(asked -> LakeMoment.at(lake, asked))
                            .orElseGet(
                                    () -> LakeMoment.now(lake, Clock.systemUTC().instant())));
            Path folder = out == null
                    ? data.directory().resolve("training").resolve(set.name()).resolve(FOLDER.format(begun))
                    : out;
            try (Step step = terminal.step("Training set " + set.name())) {
                Manifest manifest = new TrainingBuild(set, from, seeds, TrainingBuild.Limits.DEFAULT, Clock.systemUTC())
                        .into(folder, format);
                step.amount(KeptLake.count(manifest.rows()) + " rows");
                step.done();
                terminal.say("  As of " + manifest.asOf() + ", checksum " + manifest.checksum());
                terminal.result(folder.toString());
                return compared(origin, manifest);
            }
        } catch (TrainingProblem problem) {
            throw new Refusal(problem.getMessage(), problem.nextStep());
        }
    }

    private TrainingSet set(List<TrainingSet> sets) {
        List<String> names = sets.stream().map(TrainingSet::name).toList();
        return sets.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "There is no training set " + name + " in " + shop.resolve("training") + ".",
                        Nearest.of(name, names)
                                        .map(nearest -> "Perhaps " + nearest + " is meant. ")
                                        .orElse("")
                                + "There are: " + String.join(", ", names) + "."));
    }

    private Optional<Instant> moment() {
        if (asOf == null) {
            return Optional.empty();
        }
        if (like != null) {
            throw new Refusal("Both --as-of and --like say which moment is meant.", "Leave one of them out.");
        }
        Instant moment = parsed();
        if (moment.isAfter(Clock.systemUTC().instant())) {
            throw new Refusal(
                    asOf + " has not come yet: what is known then is not known now.",
                    "Leave --as-of out for all that is known now.");
        }
        return Optional.of(moment);
    }

    private Instant parsed() {
        try {
            return Instant.parse(asOf);
        } catch (DateTimeParseException e) {
            throw new Refusal("'" + asOf + "' is no moment.", "Write it in UTC, such as --as-of 2026-11-01T00:00:00Z.");
        }
    }

    /** What --like names. @throws Refusal where the set is not declared as it was then */
    private Optional<Manifest.Origin> origin(TrainingSet set) {
        if (like == null) {
            return Optional.empty();
        }
        Manifest.Origin origin = Manifest.origin(like);
        if (!origin.name().equals(name)) {
            throw new Refusal(
                    like + " is the manifest of " + origin.name() + ".",
                    "Name one of " + name + ", or build " + origin.name() + ".");
        }
        if (!origin.query().equals(set.sql())) {
            throw new Refusal(
                    "The SQL of " + name + " is not the one that " + like + " was built with.",
                    "Take back " + name + ".sql as it was then (`query` in that manifest), or leave --like out.");
        }
        return Optional.of(origin);
    }

    private int compared(Optional<Manifest.Origin> origin, Manifest manifest) {
        if (origin.isEmpty() || origin.get().checksum().equals(manifest.checksum())) {
            return 0;
        }
        terminal.complain("The rows are not those of " + like + ", whose checksum is "
                + origin.get().checksum() + ".");
        terminal.say("Next: compare the shop's seeds, and the columns in " + name + ".yaml, with what they were then.");
        return 1;
    }

    private void awaitHeld(Instant begun) {
        Optional<URI> address = DataDirectory.runningAt(data.directory());
        if (address.isEmpty()) {
            terminal.say("The program does not run: the lake holds what it held when it stopped.");
            return;
        }
        RunningProgram program =
                new RunningProgram(address.get(), "Wait until it is ready, or name a moment with --as-of.");
        try (Step step = terminal.step("Lake holds all up to " + (asOf == null ? "now" : begun))) {
            Instant deadline = Clock.systemUTC().instant().plus(PATIENCE);
            while (!program.post("/api/lake/await?moment=" + begun).path("held").asBoolean()) {
                String held =
                        program.get("/api/status").path("lake").path("heldTo").asText("an unknown moment");
                if (Clock.systemUTC().instant().isAfter(deadline)) {
                    throw new Refusal(
                            "The lake holds everything up to " + held + ", and after " + PATIENCE.toMinutes()
                                    + " minutes not yet what was there at " + begun + ".",
                            "Look at /status, or build as of an earlier moment with --as-of.");
                }
                step.doing("held to " + held);
            }
            step.done();
        }
    }
}
