package shopstream.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shopstream.app.Refusal;
import shopstream.app.http.Json;
import shopstream.app.terminal.Terminal;
import shopstream.recommender.evaluation.DataSet;
import shopstream.recommender.evaluation.JudgedRecommender;
import shopstream.recommender.evaluation.MethodFigures;
import shopstream.recommender.evaluation.SessionDataSet;
import shopstream.recommender.evaluation.SessionEvaluation;
import shopstream.recommender.evaluation.TasteDataSet;
import shopstream.recommender.evaluation.TasteEvaluation;
import shopstream.recommender.evaluation.UnreadableDataSet;

/** Measures how good the recommendations are, on a data set whose answers are known. */
@Command(
        name = "evaluate",
        header = {
            "How good the recommendations are: each method and the whole, on a published data set.",
            "",
            "Examples:",
            "  ./shopstream evaluate --dataset gowalla",
            "  ./shopstream evaluate --dataset diginetica --json",
            "  ./shopstream evaluate --dataset diginetica --recommender shop/recommenders/ours.yaml",
            ""
        },
        description = {
            "Sessions, in which the next item is to be told: train_sessions.txt (on each line the items of one session, the"
                    + " oldest session first) with test_pairs.txt (items, a tab, the next one), or clicks in train.txt and"
                    + " test.txt below the header SessionId, ItemId, Time. Each method ranks all items of the training"
                    + " sessions; HR@20 is the share of questions whose answer is among the first 20, MRR@20 says how far in"
                    + " front.",
            "",
            "Long-term taste: train.txt and test.txt, on each line a user and then its items. Each method is trained on train.txt and ranks all items for each user of test.txt, without"
                    + " those of train.txt; Recall@20 and NDCG@20 say how many of the user's test items are among the first"
                    + " 20, and how far in front. The last line is the whole, as the shop uses it.",
            "",
            "Settings are fixed, none is chosen by the test items. Predicting uses one thread, and so does training, but for"
                    + " that of sessions, which uses two; MEMORY is what the trained model holds.",
            "",
            "A recommender of your own is judged beside the others, a table of ready recommendations on users only. Of products"
                    + " and customers it knows their ids, and the columns of products.csv and customers.csv in the set's"
                    + " folder, whose first column is the id. It was trained elsewhere: TRAINED IN is how long it took to"
                    + " load."
        },
        optionListHeading = "%nOptions:%n")
public final class EvaluateCommand implements Callable<Integer> {
    private static final int THREADS = 2;
    private static final long SEED = 1;

    private final Terminal terminal;

    @Option(
            names = "--dataset",
            paramLabel = "DIR",
            description = "The folder with the data set, such as train.txt and test.txt.")
    private Path directory;

    @Option(
            names = "--recommender",
            paramLabel = "FILE",
            description =
                    "A recommender of your own, as it is declared in recommenders/NAME.yaml; several may be named.")
    private List<Path> recommenders = List.of();

    @Option(names = "--json", description = "Print all figures as JSON.")
    private boolean asJson;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (directory == null) {
            throw new Refusal(
                    "No data set was named.",
                    "Name a folder with train.txt and test.txt: ./shopstream evaluate --dataset DIR. On the shop's own past,"
                            + " ./shopstream train measures what it trains.");
        }
        List<MethodFigures> figures;
        try {
            figures = figures(DataSet.in(directory));
        } catch (UnreadableDataSet unreadable) {
            throw new Refusal(unreadable.getMessage(), unreadable.nextStep());
        }
        if (asJson) {
            terminal.result(Json.text(MethodTable.json(figures)));
        } else {
            MethodTable.lines(figures).forEach(terminal::result);
        }
        return 0;
    }

    private List<MethodFigures> figures(DataSet set) {
        List<JudgedRecommender> own = new ArrayList<>();
        try {
            if (set instanceof DataSet.Tastes files) {
                TasteDataSet tastes = TasteDataSet.read(files.train(), files.test());
                load(tastes.items(), own);
                return TasteEvaluation.evaluate(tastes, own, new EvaluationSteps(terminal));
            }
            SessionDataSet sessions = SessionDataSet.read(((DataSet.Sessions) set).directory());
            load(sessions.items().ids(), own);
            return new SessionEvaluation(sessions, THREADS, SEED).figures(own, terminal::say);
        } finally {
            own.forEach(JudgedRecommender::close);
        }
    }

    private void load(List<String> items, List<JudgedRecommender> into) {
        recommenders.forEach(file -> into.add(JudgedRecommender.load(file, directory, items)));
    }
}
