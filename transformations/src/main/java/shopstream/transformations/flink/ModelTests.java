package shopstream.transformations.flink;

import static org.apache.flink.table.api.Expressions.$;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import shopstream.contracts.seeds.CsvRows;
import shopstream.contracts.yaml.Problem;
import shopstream.contracts.yaml.Problems;
import shopstream.transformations.engine.FlinkEngine;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.ModelColumn;
import shopstream.transformations.model.ModelTest;
import shopstream.transformations.model.Models;

/** Runs the given/expect tests of marts through the planner and the operators that run the models. */
public final class ModelTests {
    private static final CsvRows NOTHING = new CsvRows(List.of(), List.of(), List.of());

    private final Models models;
    private final List<InputTable> inputs;

    /** The models whose tests are to run, over all that they may read. */
    public ModelTests(Models models, List<InputTable> inputs) {
        this.models = models;
        this.inputs = List.copyOf(inputs);
    }

    /**
     * Runs all tests, in the order of the files.
     *
     * @param directory for Flink's working files
     */
    public List<ModelTestResult> run(Path directory) {
        List<ModelTestResult> results = new ArrayList<>();
        // One cluster for all: starting one takes longer than any test.
        try (FlinkEngine engine = FlinkEngine.start(1, directory)) {
            for (Mart mart : models.marts()) {
                mart.tests().forEach(test -> results.add(run(mart, test, engine.address())));
            }
        }
        return results;
    }

    private ModelTestResult run(Mart mart, ModelTest test, URI cluster) {
        try {
            List<String> unexpected = new ArrayList<>(actual(mart, test, cluster));
            List<String> missing = new ArrayList<>();
            for (String row : expected(mart, test.expect())) {
                if (!unexpected.remove(row)) {
                    missing.add(row);
                }
            }
            return new ModelTestResult(mart.name(), test, missing, unexpected, "");
        } catch (Exception e) {
            return new ModelTestResult(mart.name(), test, List.of(), List.of(), SqlProblems.message(e));
        }
    }

    private List<String> actual(Mart mart, ModelTest test, URI cluster) throws Exception {
        ModelScope scope = new ModelScope(
                Configuration.fromMap(Map.of(
                        "parallelism.default", "1",
                        "execution.target", "remote",
                        "execution.attached", "true",
                        "rest.address", cluster.getHost(),
                        "rest.port", Integer.toString(cluster.getPort()))),
                inputs);
        for (InputTable input : inputs) {
            CsvRows given = test.given().getOrDefault(input.name(), NOTHING);
            scope.tables()
                    .createTemporaryView(
                            SqlText.name(input.name()), scope.tables().sqlQuery(RowsView.of(input, given)));
        }
        Problems problems = new Problems();
        scope.declareViews(models, problems);
        if (!problems.none()) {
            throw new IllegalStateException(String.join(
                    "; ", problems.all().stream().map(Problem::toString).toList()));
        }
        Expression[] columns = Stream.concat(test.expect().columns().stream(), mart.key().stream())
                .distinct()
                .map(column -> (Expression) $(column))
                .toArray(Expression[]::new);
        Table rows = scope.tables().sqlQuery(mart.sql().text()).select(columns);
        CloseableIterator<Row> changes = rows.execute().collect();
        try {
            return present(mart, test, changes);
        } finally {
            changes.close();
        }
    }

    /** A row that is there, and by what the mart tells it from others. */
    private record Present(String key, String row) {}

    /** The rows that are there after all changes. An update may come without the row from before. */
    private static List<String> present(Mart mart, ModelTest test, Iterator<Row> changes) {
        List<Present> present = new ArrayList<>();
        while (changes.hasNext()) {
            Row change = changes.next();
            Present row = new Present(
                    shown(change, mart.key()), shown(change, test.expect().columns()));
            if (change.getKind() != RowKind.INSERT && !present.remove(row)) {
                present.stream()
                        .filter(other -> other.key().equals(row.key()))
                        .findFirst()
                        .ifPresent(present::remove);
            }
            if (change.getKind() == RowKind.INSERT || change.getKind() == RowKind.UPDATE_AFTER) {
                present.add(row);
            }
        }
        return present.stream().map(Present::row).toList();
    }

    private static String shown(Row row, List<String> columns) {
        return columns.stream().map(column -> shown(row.getField(column))).collect(Collectors.joining(","));
    }

    private static List<String> expected(Mart mart, CsvRows expect) {
        List<String> rows = new ArrayList<>();
        for (List<String> row : expect.rows()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                String name = expect.columns().get(i);
                ModelColumn column = mart.columns().stream()
                        .filter(declared -> declared.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                fields.add(shown(value(column, row.get(i))));
            }
            rows.add(String.join(",", fields));
        }
        return rows;
    }

    private static Object value(ModelColumn column, String text) {
        if (text == null) {
            return null;
        } else if (column.type().text().startsWith("DECIMAL")) {
            return new BigDecimal(text);
        }
        return column.type().text().equals("TIMESTAMPTZ") ? Instant.parse(text) : text;
    }

    /** As it stands in a test's CSV; blanks that would not be seen are shown in quotes. */
    private static String shown(Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        String text = value.toString();
        return text.isEmpty() || !text.strip().equals(text) || text.contains(",") ? '"' + text + '"' : text;
    }
}
