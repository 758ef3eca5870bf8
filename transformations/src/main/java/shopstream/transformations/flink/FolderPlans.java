package shopstream.transformations.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.engine.JobState.Condition;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.Models;

/** The folder's marts, planned: those that can run, and why the others cannot. */
public final class FolderPlans {
    private final List<MartPlan> ready;
    private final List<Idle> idle;

    /** A mart of the folder that does not run as it is. */
    record Idle(String mart, Condition condition, String why) {}

    private FolderPlans(List<MartPlan> ready, List<Idle> idle) {
        this.ready = List.copyOf(ready);
        this.idle = List.copyOf(idle);
    }

    /**
     * Plans them; takes seconds, and needs nothing that runs.
     *
     * @param missingDatasets datasets that the source lacks: marts that read them stay off
     */
    public static FolderPlans of(Models models, List<InputTable> inputs, Set<String> missingDatasets) {
        return of(models, inputs, missingDatasets, Fingerprint.ENGINE);
    }

    /** @param engine the version of Flink that they are to run on */
    static FolderPlans of(Models models, List<InputTable> inputs, Set<String> missingDatasets, String engine) {
        Problems problems = new Problems();
        List<MartPlan> plans = ModelCheck.plans(models, inputs, problems, engine);
        List<MartPlan> ready = new ArrayList<>();
        List<Idle> idle = new ArrayList<>();
        for (Mart mart : models.marts()) {
            Optional<MartPlan> plan =
                    plans.stream().filter(found -> found.mart().equals(mart)).findFirst();
            Optional<String> absent = plan.flatMap(found ->
                    found.datasets().stream().filter(missingDatasets::contains).findFirst());
            if (plan.isEmpty()) {
                idle.add(new Idle(mart.name(), Condition.FAILED, why(mart, problems)));
            } else if (absent.isPresent()) {
                idle.add(new Idle(mart.name(), Condition.OFF, "The source has no table for " + absent.get()));
            } else {
                ready.add(plan.get());
            }
        }
        return new FolderPlans(ready, idle);
    }

    /** In the order of the folder. */
    List<MartPlan> ready() {
        return ready;
    }

    List<Idle> idle() {
        return idle;
    }

    /** What is to be said of a mart whose earlier edition goes on; empty when the folder's own does. */
    String remark(String mart) {
        return idle.stream()
                .filter(off -> off.mart().equals(mart))
                .map(off -> "The model as it was goes on; as it is in the folder it cannot run: " + off.why())
                .findFirst()
                .orElse("");
    }

    /** A problem in the mart's own files says more than one in another's. */
    private static String why(Mart mart, Problems problems) {
        List<Problem> all = problems.all();
        return all.stream()
                .filter(problem -> problem.place().file().equals(mart.sql().path())
                        || problem.place().file().equals(mart.place().file()))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(Problem::toString)
                .orElse("It cannot be planned");
    }
}
