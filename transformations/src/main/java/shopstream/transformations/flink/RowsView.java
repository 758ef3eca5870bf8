package shopstream.transformations.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.CsvRows;
import shopstream.transformations.model.InputColumn;
import shopstream.transformations.model.InputTable;
import shopstream.transformations.model.TypedSeed;

/** Rows from a file as a SELECT over VALUES. */
final class RowsView {
    private RowsView() {}

    static String of(TypedSeed typed) {
        return select(
                typed.seed().columns(),
                typed.types().stream().map(MartSchema::type).toList(),
                typed.seed().rows());
    }

    /** The rows given to a table, in its own columns; columns that are not given are null. */
    static String of(InputTable table, CsvRows given) {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : given.rows()) {
            List<String> complete = new ArrayList<>();
            for (InputColumn column : table.columns()) {
                int index = given.columns().indexOf(column.name());
                complete.add(index < 0 ? null : row.get(index));
            }
            rows.add(complete);
        }
        return select(
                table.columns().stream().map(InputColumn::name).toList(),
                table.columns().stream()
                        .map(column -> ContractSchema.type(column.type()))
                        .toList(),
                rows);
    }

    /** Every field goes in as text and is cast: one way to write a value, whatever its type. */
    private static String select(List<String> names, List<String> types, List<List<String>> rows) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String field = types.get(i).startsWith("TIMESTAMP_LTZ")
                    ? "REPLACE(REPLACE(f" + i + ", 'T', ' '), 'Z', '')"
                    : "f" + i;
            columns.add("CAST(" + field + " AS " + types.get(i) + ") AS " + SqlText.name(names.get(i)));
        }
        List<List<String>> shown =
                rows.isEmpty() ? List.of(java.util.Collections.nCopies(names.size(), (String) null)) : rows;
        String values = shown.stream()
                .map(row -> row.stream()
                        .map(field -> "CAST(" + (field == null ? "NULL" : SqlText.literal(field)) + " AS STRING)")
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            fields.append(i == 0 ? "f" : ", f").append(i);
        }
        return "SELECT " + String.join(", ", columns) + " FROM (VALUES " + values + ") AS given (" + fields + ")"
                + (rows.isEmpty() ? " WHERE FALSE" : "");
    }
}
