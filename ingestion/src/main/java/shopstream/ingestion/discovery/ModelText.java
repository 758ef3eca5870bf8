package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The staging views and the dimensions as text. */
final class ModelText {
    private ModelText() {}

    /** One view of a dataset, with every column that some mart needs. */
    static String staging(TableReading table, List<StarColumn> columns, List<Remark> remarks) {
        StringBuilder sql =
                new StringBuilder("-- One row of " + table.name() + ", renamed. Keys are kept as they are.\n");
        remarks.forEach(remark -> sql.append(remark.sql()).append('\n'));
        sql.append("SELECT\n");
        sql.append(columns.stream()
                .map(column -> "  " + column.expression() + " AS " + column.name())
                .collect(Collectors.joining(",\n")));
        return sql.append("\nFROM `")
                .append(DatasetNames.of(table.name()))
                .append("`;\n")
                .toString();
    }

    static String dimensionSql(StarTable dimension) {
        // Nothing refers to a row that has no key.
        boolean keyless = dimension.columns().get(0).source().nullable() && !dimension.keyedAsItsSource();
        return "SELECT " + dimension.columns().stream().map(StarColumn::name).collect(Collectors.joining(", "))
                + "\nFROM " + DatasetNames.staging(dimension.source().name())
                + (keyless ? "\nWHERE " + dimension.key() + " IS NOT NULL" : "") + ";\n";
    }

    static String dimensionYaml(StarTable dimension) {
        Lines yaml = new Lines();
        yaml.entry(0, "description", dimension.description());
        yaml.add(0, "key: [" + dimension.key() + "]");
        columns(yaml, dimension.columns());
        links(yaml, dimension.links());
        if (!dimension.keyedAsItsSource()) {
            accepts(
                    yaml,
                    "What refers to " + dimension.source().name()
                            + " names a unique column that is not its primary key.");
        }
        yaml.add(0, "tests:");
        yaml.add(1, "- name: every column is taken over, words without blanks around them");
        List<StarColumn> told =
                dimension.columns().stream().filter(ExampleRow::telling).toList();
        yaml.add(2, "given:");
        given(yaml, dimension.source(), told, Map.of(), 1);
        yaml.add(2, "expect: |");
        yaml.add(3, told.stream().map(StarColumn::name).collect(Collectors.joining(",")));
        yaml.add(3, told.stream().map(column -> ExampleRow.expected(column, 1)).collect(Collectors.joining(",")));
        return yaml.toString();
    }

    static void columns(Lines yaml, List<StarColumn> columns) {
        yaml.add(0, "columns:");
        for (StarColumn column : columns) {
            column(yaml, column.name(), column.type(), column.description());
        }
    }

    static void column(Lines yaml, String name, String type, String description) {
        yaml.add(1, "- name: " + Lines.scalar(name));
        yaml.entry(2, "type", type);
        yaml.entry(2, "description", description);
    }

    static void links(Lines yaml, List<StarTable.Link> links) {
        if (!links.isEmpty()) {
            yaml.add(0, "references:");
        }
        for (StarTable.Link link : links) {
            yaml.add(
                    1,
                    "- { column: " + link.column() + ", mart: " + link.mart() + ", targetColumn: " + link.targetColumn()
                            + " }");
        }
    }

    /** The planner cannot keep the order of rows that the source tells apart by something else than the mart. */
    static void accepts(Lines yaml, String reason) {
        yaml.add(0, "accepts:").entry(1, "materializer", reason);
    }

    /**
     * Rows of one dataset.
     *
     * @param instead values by mart column, in place of the made-up one
     * @param numbers which rows, one for each number
     */
    static void given(
            Lines yaml, TableReading table, List<StarColumn> columns, Map<String, List<String>> instead, int numbers) {
        List<StarColumn> once = ExampleRow.once(columns);
        yaml.add(3, Lines.scalar(DatasetNames.of(table.name())) + ": |");
        yaml.add(
                4,
                once.stream()
                        .map(column -> DatasetNames.column(column.source().name()))
                        .collect(Collectors.joining(",")));
        for (int number = 1; number <= numbers; number++) {
            List<String> row = new ArrayList<>();
            for (StarColumn column : once) {
                row.add(
                        instead.containsKey(column.name())
                                ? instead.get(column.name()).get(number - 1)
                                : ExampleRow.given(column, number));
            }
            yaml.add(4, String.join(",", row));
        }
    }
}
