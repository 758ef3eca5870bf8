package shopstream.transformations.flink;

import static org.apache.flink.table.api.Expressions.$;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.expressions.Expression;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartScript;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.Mart;
import shopstream.transformations.model.ModelColumn;
import shopstream.transformations.model.Models;
import shopstream.transformations.model.StagingView;
import shopstream.transformations.model.TypedSeed;

/** One planner with the sources, seeds and staging views that models may name. */
final class ModelScope {
    private static final Pattern SCAN =
            Pattern.compile("TableSourceScan\\(table=\\[\\[default_catalog, default_database, ([^,\\]]+)");

    private final StreamExecutionEnvironment environment;
    private final StreamTableEnvironment tables;
    private final List<SourceTable> sources;
    private final String engine;
    private final List<MartScript.View> made = new ArrayList<>();
    private final Set<String> words = new LinkedHashSet<>();
    private final Set<String> broken = new HashSet<>();

    ModelScope(Configuration settings, List<InputTable> inputs) {
        this(settings, inputs, Fingerprint.ENGINE);
    }

    /** @param engine the version of Flink that fingerprints are to be of */
    ModelScope(Configuration settings, List<InputTable> inputs, String engine) {
        this(inputs.stream().map(SourceTable::of).toList(), settings, engine);
        for (InputTable input : inputs) {
            words.add(input.name());
            input.columns().forEach(column -> words.add(column.name()));
        }
    }

    private ModelScope(List<SourceTable> sources, Configuration settings, String engine) {
        this.environment = new StreamExecutionEnvironment(settings);
        this.tables = StreamTableEnvironment.create(environment);
        this.sources = sources;
        this.engine = engine;
        PlannerOptions.all().forEach((key, value) -> tables.getConfig().set(key, value));
    }

    /** A scope with what a script names, and nothing else. */
    static ModelScope of(MartScript script, Configuration settings, LogTables log, String engine) {
        ModelScope scope = new ModelScope(Scripts.sources(script), settings, engine);
        scope.declareSources(log);
        script.views().forEach(scope::make);
        return scope;
    }

    /** Declares the sources, seeds and staging views; a view that is wrong becomes a problem. */
    void declare(LogTables log, Models models, Problems problems) {
        declareSources(log);
        declareViews(models, problems);
    }

    private void declareSources(LogTables log) {
        sources.forEach(source -> tables.executeSql(log.source(source)));
    }

    private Table make(MartScript.View view) {
        Table table = tables.sqlQuery(view.select());
        tables.createTemporaryView(SqlText.name(view.name()), table);
        made.add(view);
        return table;
    }

    void declareViews(Models models, Problems problems) {
        for (TypedSeed typed : models.seeds()) {
            String name = typed.seed().name();
            make(new MartScript.View(name, RowsView.of(typed)));
            words.add(name);
            words.addAll(typed.seed().columns());
        }
        List<StagingView> waiting = new ArrayList<>(models.staging());
        waiting.forEach(view -> words.add(view.name()));
        // A staging view may read another; whichever can be planned goes first.
        while (waiting.removeIf(view -> staged(view).isEmpty())) {}
        waiting.forEach(view -> broken.add(view.name()));
        for (StagingView view : waiting) {
            staged(view).ifPresent(error -> SqlProblems.add(view.sql(), error, words, broken, problems));
        }
    }

    /** Plans a mart without running it; empty when something is wrong with it, which is then a problem. */
    Optional<MartPlan> plan(Mart mart, LogTables log, Problems problems) {
        int before = problems.all().size();
        try {
            Table rows = tables.sqlQuery(mart.sql().text());
            checkColumns(mart, rows, problems);
            if (problems.all().size() > before) {
                return Optional.empty();
            }
            StreamStatementSet statements = insert(mart, rows, log, "planned");
            String explanation = statements.explain();
            tables.executeSql("DROP TEMPORARY TABLE " + SqlText.name(sink(mart)));
            Set<String> datasets = new LinkedHashSet<>();
            Matcher scan = SCAN.matcher(Fingerprint.executionPlan(explanation));
            while (scan.find()) {
                datasets.add(scan.group(1));
            }
            List<SourceTable> read = sources.stream()
                    .filter(source -> datasets.contains(source.dataset()))
                    .toList();
            return Optional.of(new MartPlan(
                    mart,
                    explanation,
                    datasets,
                    Fingerprint.of(mart, explanation, read, engine),
                    Scripts.of(mart, sources, made)));
        } catch (ValidationException | TableException | SqlParserException e) {
            SqlProblems.add(mart.sql(), e, words, broken, problems);
            return Optional.empty();
        }
    }

    StreamGraph job(Mart mart, LogTables log, String topic) {
        environment.setParallelism(mart.parallelism());
        insert(mart, tables.sqlQuery(mart.sql().text()), log, topic).attachAsDataStream();
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("mart " + mart.name());
        return graph;
    }

    StreamTableEnvironment tables() {
        return tables;
    }

    private Optional<RuntimeException> staged(StagingView view) {
        try {
            Table table = make(new MartScript.View(view.name(), view.sql().text()));
            words.addAll(table.getResolvedSchema().getColumnNames());
            return Optional.empty();
        } catch (ValidationException | TableException | SqlParserException e) {
            return Optional.of(e);
        }
    }

    private StreamStatementSet insert(Mart mart, Table rows, LogTables log, String topic) {
        tables.executeSql(log.sink(mart, sink(mart), topic));
        Expression[] columns = mart.columns().stream()
                .map(column -> (Expression) $(column.name()).cast(type(rows, column)))
                .toArray(Expression[]::new);
        StreamStatementSet statements = tables.createStatementSet();
        statements.addInsert(SqlText.name(sink(mart)), rows.select(columns));
        return statements;
    }

    /** The declared type with the SELECT's own nullability, so that a cast never hides an empty key. */
    private static org.apache.flink.table.types.DataType type(Table rows, ModelColumn column) {
        boolean nullable = rows.getResolvedSchema()
                .getColumn(column.name())
                .orElseThrow()
                .getDataType()
                .getLogicalType()
                .isNullable();
        org.apache.flink.table.types.DataType type =
                DataTypes.of(org.apache.flink.table.types.logical.utils.LogicalTypeParser.parse(
                        MartSchema.type(column.type()), ModelScope.class.getClassLoader()));
        return nullable ? type.nullable() : type.notNull();
    }

    private static void checkColumns(Mart mart, Table rows, Problems problems) {
        List<String> selected = rows.getResolvedSchema().getColumnNames();
        List<String> declared = mart.columns().stream().map(ModelColumn::name).toList();
        for (ModelColumn column : mart.columns()) {
            rows.getResolvedSchema()
                    .getColumn(column.name())
                    .ifPresentOrElse(
                            found -> {
                                var type = found.getDataType().getLogicalType();
                                if (!MartSchema.holds(column.type(), type)) {
                                    problems.add(
                                            column.place(),
                                            "Column " + column.name() + " is declared "
                                                    + column.type().text() + ", the SELECT gives "
                                                    + type.asSummaryString(),
                                            "Change the type, or write CAST(" + column.name() + " AS "
                                                    + MartSchema.type(column.type()) + ") in "
                                                    + mart.sql().path().getFileName());
                                }
                            },
                            () -> problems.add(
                                    column.place(),
                                    "Column " + column.name() + " is not in the SELECT of "
                                            + mart.sql().path().getFileName() + ", which gives "
                                            + String.join(", ", selected),
                                    "Add it there, or remove it here"));
        }
        for (String column : selected) {
            if (!declared.contains(column)) {
                problems.add(
                        mart.place(),
                        "Column " + column + " of the SELECT is not declared",
                        "Add it to columns with its type and description, or remove it from the SELECT");
            }
        }
    }

    private static String sink(Mart mart) {
        return "mart$" + mart.name();
    }
}
