package shopstream.warehouse.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.lake.HistoryTable.ValueColumn;
import shopstream.warehouse.sql.AskableTable.Kind;
import shopstream.warehouse.training.LakeMoment;
import shopstream.warehouse.training.Sql;

/** The tables of the lake as questions see them: of each dataset its rows now, their versions, and every change. */
final class LakeTables {
    private static final String LAKE = "lake.";
    private static final String VERSIONS = "_versions";
    private static final String HISTORY = "_history";

    private final LakeMoment moment;

    LakeTables(LakeMoment moment) {
        this.moment = moment;
    }

    List<String> names() {
        return moment.datasets().stream()
                .map(LakeMoment.Dataset::name)
                .flatMap(name -> Stream.of(LAKE + name, LAKE + name + VERSIONS, LAKE + name + HISTORY))
                .toList();
    }

    /** What of the lake a question needs that reads these tables. */
    LakeMoment read(Set<String> tables) {
        return moment.only(moment.datasets().stream()
                .map(LakeMoment.Dataset::name)
                .filter(name -> Stream.of("", VERSIONS, HISTORY).anyMatch(end -> tables.contains(LAKE + name + end)))
                .toList());
    }

    /** @param contracts whose words describe them */
    List<AskableTable> described(List<Contract> contracts) {
        List<AskableTable> tables = new ArrayList<>();
        for (LakeMoment.Dataset dataset : moment.datasets()) {
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
