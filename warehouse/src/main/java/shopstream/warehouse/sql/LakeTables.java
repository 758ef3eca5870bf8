package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.lake.HistoryTable.ValueColumn;
import shopstream.lake.LakeProblem;
import shopstream.lake.RecommendationTable;
import shopstream.lake.StoreProblem;
import shopstream.warehouse.sql.AskableTable.Kind;
import shopstream.warehouse.training.LakeMoment;
import shopstream.warehouse.training.Sql;

/**
 * The tables of the lake as questions see them: of each dataset its rows now, their versions, and every change. What the
 * lake holds is looked up only for questions that read it, so that others are answered while it is away.
 */
final class LakeTables {
    private static final String LAKE = "lake.";
    private static final String VERSIONS = "_versions";
    private static final String HISTORY = "_history";
    private static final String DELIVERED = LAKE + RecommendationTable.NAME;
    private static final Pattern NAMED = Pattern.compile("\\blake\\b", Pattern.CASE_INSENSITIVE);

    private final AskedLake lake;
    private final List<String> datasets;
    private final boolean delivered;
    private final Optional<SqlProblem> away;

    private LakeTables(AskedLake lake, List<String> datasets, boolean delivered, Optional<SqlProblem> away) {
        this.lake = lake;
        this.datasets = datasets;
        this.delivered = delivered;
        this.away = away;
    }

    static LakeTables of(AskedLake lake) {
        try {
            List<String> datasets = List.copyOf(lake.datasets());
            // A dataset that is called so comes first.
            return new LakeTables(
                    lake,
                    datasets,
                    lake.hasRecommendations() && !datasets.contains(RecommendationTable.NAME),
                    Optional.empty());
        } catch (RuntimeException e) {
            return new LakeTables(lake, List.of(), false, Optional.of(said(e)));
        }
    }

    /** That its tables are known, where a question seems to name one. @throws SqlProblem saying why they are not */
    void requireFor(String sql) {
        if (away.isPresent() && NAMED.matcher(sql).find()) {
            throw away.get();
        }
    }

    List<String> names() {
        return Stream.concat(
                        datasets.stream()
                                .flatMap(name -> Stream.of(LAKE + name, LAKE + name + VERSIONS, LAKE + name + HISTORY)),
                        delivered ? Stream.of(DELIVERED) : Stream.empty())
                .toList();
    }

    /** What of the lake a question needs. */
    record Read(List<String> views, List<Path> files) {}

    /** What of the lake a question needs that reads these tables. @throws SqlProblem where it cannot be had now */
    Read read(Set<String> tables) {
        List<String> wanted = datasets.stream()
                .filter(name -> Stream.of("", VERSIONS, HISTORY).anyMatch(end -> tables.contains(LAKE + name + end)))
                .toList();
        try {
            LakeMoment moment = lake.now(wanted);
            if (!delivered || !tables.contains(DELIVERED)) {
                return new Read(moment.views(), moment.files());
            }
            List<Path> files = lake.recommendations();
            return new Read(
                    Stream.concat(moment.views().stream(), Stream.of(DeliveredView.statement(files)))
                            .toList(),
                    Stream.concat(moment.files().stream(), files.stream()).toList());
        } catch (RuntimeException e) {
            throw said(e);
        }
    }

    private static SqlProblem said(RuntimeException failure) {
        if (failure instanceof SqlProblem problem) {
            return problem;
        }
        LakeProblem problem = StoreProblem.in(failure).orElseThrow(() -> failure);
        return new SqlProblem(SqlProblem.Kind.UNAVAILABLE, problem.getMessage(), problem.nextStep());
    }

    /** @param contracts whose words describe them */
    AskableTables described(List<Contract> contracts) {
        try {
            away.ifPresent(problem -> {
                throw problem;
            });
            List<AskableTable> tables =
                    new ArrayList<>(described(lake.now(datasets).datasets(), contracts));
            if (delivered) {
                tables.add(DeliveredView.described(DELIVERED));
            }
            return new AskableTables(tables, null);
        } catch (RuntimeException e) {
            SqlProblem problem = said(e);
            return new AskableTables(List.of(), problem.getMessage() + " " + problem.nextStep());
        }
    }

    private static List<AskableTable> described(List<LakeMoment.Dataset> held, List<Contract> contracts) {
        List<AskableTable> tables = new ArrayList<>();
        for (LakeMoment.Dataset dataset : held) {
            Optional<Contract> contract = contracts.stream()
                    .filter(each -> each.dataset().equals(dataset.name()))
                    .findFirst();
            String about = contract.map(Contract::description).orElse("");
            List<AskableTable.Column> values = values(dataset, contract);
            tables.add(new AskableTable(LAKE + dataset.name(), Kind.LAKE, about + " As it is now.", values));
            tables.add(new AskableTable(
                    LAKE + dataset.name() + VERSIONS,
                    Kind.LAKE,
                    about + " One row for each version that a row had.",
                    with(
                            values,
                            moment("valid_from", "From when on the row was so; -infinity for what was there at first."),
                            moment("valid_to", "Until when it was so; null where it still is."))));
            tables.add(new AskableTable(
                    LAKE + dataset.name() + HISTORY,
                    Kind.LAKE,
                    about + " One row for each change as it came, deletions too.",
                    with(
                            values,
                            new AskableTable.Column(
                                    "operation", "VARCHAR", "r (read), c (created), u (updated), d (deleted)."),
                            moment("commit_time", "When the source committed it."),
                            new AskableTable.Column(
                                    "position", "VARCHAR", "The place in the source; a later change sorts behind."))));
        }
        return tables;
    }

    private static List<AskableTable.Column> values(LakeMoment.Dataset dataset, Optional<Contract> contract) {
        Map<String, String> words = new LinkedHashMap<>();
        contract.ifPresent(known -> {
            for (Column column : known.columns()) {
                words.put(column.name(), column.description());
            }
        });
        List<AskableTable.Column> columns = new ArrayList<>();
        for (ValueColumn value : dataset.history().values()) {
            columns.add(new AskableTable.Column(
                    value.name(), Sql.type(value.type()), words.getOrDefault(value.name(), "")));
        }
        return columns;
    }

    private static AskableTable.Column moment(String name, String description) {
        return new AskableTable.Column(name, "TIMESTAMP WITH TIME ZONE", description);
    }

    private static List<AskableTable.Column> with(List<AskableTable.Column> columns, AskableTable.Column... more) {
        return Stream.concat(columns.stream(), Stream.of(more)).toList();
    }
}
