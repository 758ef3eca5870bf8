package shopstream.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import shopstream.app.RecommenderHome;
import shopstream.app.Refusal;
import shopstream.app.terminal.Terminal;
import shopstream.recommender.models.ModelVersions;

/** Takes the recommender back to an earlier version of its model. */
@Command(
        name = "rollback",
        header = {
            "Back to the model before, or to any other that is kept.",
            "",
            "Examples:",
            "  ./shopstream recommender rollback",
            "  ./shopstream recommender rollback 20261130T040000Z",
            "  ./shopstream recommender rollback unlearned   no model: lists merged by rank",
            ""
        },
        description = {
            "The next answer is by that version already. Without a running program, the next start uses it.",
            "",
            "The next training may put a new version to use, if that is not worse than this one."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
public final class RecommenderRollbackCommand implements Callable<Integer> {
    private static final String NEXT = "./shopstream recommender list shows what there is.";

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "As ./shopstream recommender list says; unlearned for none (default: the one before).")
    private String version;

    @Mixin
    private DataOption data;

    RecommenderRollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        TrainedModels models = TrainedModels.of(data.directory());
        Optional<String> now;
        if (models.program().isPresent()) {
            String query = version == null ? "" : "?version=" + URLEncoder.encode(version, UTF_8);
            now = new TrainedModels(models.program().get().post("/api/recommender/rollback" + query), models.program())
                    .inUse();
        } else {
            ModelVersions kept = RecommenderHome.models(data.directory());
            try {
                now = kept.rollBack(Optional.ofNullable(version));
            } catch (IllegalArgumentException impossible) {
                throw new Refusal(impossible.getMessage(), NEXT);
            }
        }
        terminal.result(now.map(used -> "The model " + used + " is in use.")
                .orElse("No model is in use: the lists are merged by their ranks."));
        return 0;
    }
}
