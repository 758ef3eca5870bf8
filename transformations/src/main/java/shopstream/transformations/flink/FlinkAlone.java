package shopstream.transformations.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.engine.JobSettings;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.Models;

/**
 * A mart's own SELECT and settings, between generated rows and a sink that drops them. No model can be faster; a benchmark
 * holds the platform against it. It stands beside the models because nobody else knows Flink.
 */
public final class FlinkAlone {
    private static final String SINK = "alone";

    /** Without a rate, ten thousand a second are generated. */
    private static final int UNLIMITED = 1_000_000_000;

    /** As long as a code or a status; generated texts are a hundred characters otherwise. */
    private static final int CHARACTERS = 10;

    private FlinkAlone() {}

    /**
     * Runs the mart's job over generated rows until it ends. Whole numbers count up, the same in every dataset, so that
     * every row finds its partner.
     *
     * @param rows of all datasets that the mart reads, together
     * @param directory of the job's checkpoints; its own
     * @return input rows a second, over the run time of the job
     */
    public static double rowsPerSecond(
            Models models, List<Contract> contracts, String martName, long rows, Path directory)
            throws InterruptedException {
        Mart mart = models.marts().stream()
                .filter(one -> one.name().equals(martName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no mart " + martName));
        List<InputTable> inputs = InputTable.all(contracts, Optional.empty());
        Set<String> read = ModelCheck.plans(models, inputs, new Problems()).stream()
                .filter(plan -> plan.mart().equals(mart))
                .flatMap(plan -> plan.datasets().stream())
                .collect(Collectors.toSet());
        long each = Math.max(1, rows / Math.max(1, read.size()));
        Configuration settings = JobSettings.cluster(mart.parallelism(), directory);
        settings.addAll(JobSettings.job(directory, mart.delivery()));
        // As often as under load; here nobody asks for them.
        settings.setString(
                "execution.checkpointing.interval", mart.checkpointInterval().toMillis() + " ms");
        settings.setString("execution.target", "local");
        settings.setString("execution.attached", "true");
        settings.setString("parallelism.default", Integer.toString(mart.parallelism()));
        ModelScope scope = new ModelScope(settings, inputs);
        contracts.forEach(contract -> scope.tables().executeSql(generated(contract, each)));
        scope.declareViews(models, new Problems());
        scope.tables()
                .executeSql(
                        "CREATE TEMPORARY TABLE " + SINK + MartSchema.of(mart) + " WITH ('connector' = 'blackhole')");
        String columns = mart.columns().stream()
                .map(column -> SqlText.name(column.name()))
                .collect(Collectors.joining(", "));
        try {
            long millis = scope.tables()
                    .executeSql("INSERT INTO " + SINK + " SELECT " + columns + " FROM ("
                            + mart.sql().text().strip().replaceFirst(";$", "") + ")")
                    .getJobClient()
                    .orElseThrow()
                    .getJobExecutionResult()
                    .get()
                    .getNetRuntime();
            return each * read.size() / (millis / 1e3);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Flink alone did not end: " + e.getCause().getMessage(), e);
        }
    }

    private static String generated(Contract contract, long rows) {
        String sequences = contract.columns().stream()
                .filter(column -> column.type() instanceof ColumnType.Whole)
                .map(Column::name)
                .map(name -> ", 'fields." + name + ".kind' = 'sequence', 'fields." + name + ".start' = '1', 'fields."
                        + name + ".end' = '" + rows + "'")
                .collect(Collectors.joining());
        String texts = contract.columns().stream()
                .filter(column -> ContractSchema.type(column.type()).equals("STRING"))
                .map(column -> ", 'fields." + column.name() + ".length' = '" + CHARACTERS + "'")
                .collect(Collectors.joining());
        return "CREATE TEMPORARY TABLE " + SqlText.name(contract.dataset()) + ContractSchema.of(InputTable.of(contract))
                + " WITH ('connector' = 'datagen', 'rows-per-second' = '" + UNLIMITED + "', 'number-of-rows' = '" + rows
                + "'" + sequences + texts + ")";
    }
}
