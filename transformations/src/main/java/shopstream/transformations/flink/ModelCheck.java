package shopstream.transformations.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.LogAddress;
import shopstream.transformations.model.Delivery;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.Models;

/** Plans every model with the planner that will run it, without running anything or asking the log. */
public final class ModelCheck {
    static final LogTables NOWHERE =
            new LogTables(new LogAddress("localhost:9092", Map.of(), "check", (short) 1), "check", "check", Map.of());

    private ModelCheck() {}

    /** Unknown names, types that do not fit, missing keys and costly plans become problems. */
    public static void check(Models models, List<InputTable> inputs, Problems problems) {
        plans(models, inputs, problems);
    }

    /** The marts that can be made without these datasets: those whose job reads none of them. */
    public static List<Mart> possibleWithout(Models models, List<InputTable> inputs, Set<String> missingDatasets) {
        return plans(models, inputs, new Problems()).stream()
                .filter(plan -> plan.datasets().stream().noneMatch(missingDatasets::contains))
                .map(MartPlan::mart)
                .toList();
    }

    static List<MartPlan> plans(Models models, List<InputTable> inputs, Problems problems) {
        return plans(models, inputs, problems, Fingerprint.ENGINE);
    }

    static List<MartPlan> plans(Models models, List<InputTable> inputs, Problems problems, String engine) {
        ModelScope scope = new ModelScope(new Configuration(), inputs, engine);
        scope.declare(NOWHERE, models, problems);
        List<MartPlan> plans = new ArrayList<>();
        for (Mart mart : models.marts()) {
            scope.plan(mart, NOWHERE, problems).ifPresent(plan -> {
                if (plan.materializes() && mart.materializerReason().isEmpty()) {
                    problems.add(
                            mart.sql().at(1),
                            "The plan of " + mart.name() + " needs a SinkUpsertMaterializer: its key ("
                                    + String.join(", ", mart.key())
                                    + ") is not what the SELECT tells its rows apart by, so each row is kept once more",
                            "Take the key of the table that drives the SELECT, or accept it in the YAML: accepts:"
                                    + " materializer: the reason");
                }
                if (plan.joinsOuter()) {
                    problems.add(
                            mart.sql().at(1),
                            "The plan of " + mart.name()
                                    + " has an outer join of changing tables, which loses rows when"
                                    + " a partner is deleted after it was updated",
                            "Write an inner join (JOIN), and let the dashboard join dimensions by references");
                }
                if (plan.ranksForGood()) {
                    problems.add(
                            mart.sql().at(1),
                            "The plan of " + mart.name() + " takes the first of rows that are only added, ordered by"
                                    + " several columns or upwards, and Flink does not correct what follows from it when"
                                    + " another row becomes the first",
                            "Order by one column, descending; or rank what changes, such as a join with a dataset");
                }
                if (mart.delivery() == Delivery.AT_LEAST_ONCE && !plan.passing().isEmpty()) {
                    problems.add(
                            mart.sql().at(1),
                            "The plan of " + mart.name() + " has " + String.join(", ", plan.passing())
                                    + ", which gives out rows that hold for a moment only; delivered at-least-once they"
                                    + " would be shown",
                            "Take delivery: exactly-once in " + mart.name() + ".yaml, or sum up in the dashboard's"
                                    + " measures");
                }
                plans.add(plan);
            });
        }
        return plans;
    }
}
