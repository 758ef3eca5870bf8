package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mart {@code sales_lines} as text: every line with what it takes from its order, and whether it is a sale. */
final class FactText {
    private final Star star;
    private final List<StarColumn> ofLine;
    private final List<StarColumn> ofHeader;

    FactText(Star star) {
        this.star = star;
        this.ofLine = star.lines().columns();
        List<String> unused = new ArrayList<>(List.of(star.header().key()));
        star.counting().flags().forEach(flag -> unused.add(flag.words().snake()));
        this.ofHeader = star.header().columns().stream()
                .filter(column -> !unused.contains(column.name()))
                .toList();
    }

    String sql() {
        StringBuilder sql = new StringBuilder(
                "-- Driven by the lines. A line whose order has not come, or has gone, is no sale and no row.\n");
        Stream.concat(star.lineRemarks().stream(), star.counting().remarks().stream())
                .forEach(remark -> sql.append(remark.sql()).append('\n'));
        List<String> columns = new ArrayList<>();
        ofLine.forEach(column -> columns.add("line." + column.name()));
        ofHeader.forEach(column -> columns.add("header." + column.name()));
        columns.add(star.counting().condition() + " AS counts");
        if (!star.counted()) {
            columns.add("CAST(1 AS BIGINT) AS quantity");
        }
        sql.append("SELECT\n  ").append(String.join(",\n  ", columns));
        sql.append("\nFROM ")
                .append(DatasetNames.staging(star.lines().source().name()))
                .append(" AS line\nJOIN ");
        sql.append(DatasetNames.staging(star.header().source().name()))
                .append(" AS header ON header.order_number = line.order_number;\n");
        return sql.toString();
    }

    String yaml() {
        Lines yaml = new Lines();
        yaml.entry(
                0,
                "description",
                "What was sold, one row a line of an order that is there. Revenue is "
                        + (star.unitPrice() ? "quantity times price" : "the amount") + " of the lines that count.");
        yaml.add(0, "key: [" + String.join(", ", star.factKey()) + "]");
        ModelText.columns(
                yaml, Stream.concat(ofLine.stream(), ofHeader.stream()).toList());
        ModelText.column(yaml, "counts", "BOOLEAN", "Whether the line is a sale. Its order is not cancelled.");
        if (!star.counted()) {
            ModelText.column(yaml, "quantity", "BIGINT", "Units ordered. Each line counts as one.");
        }
        ModelText.links(
                yaml,
                Stream.concat(star.lines().links().stream(), star.header().links().stream())
                        .toList());
        if (!star.factKey().contains(ofLine.get(0).name())) {
            ModelText.accepts(
                    yaml,
                    "The source tells lines apart by a key without the order, so a line may move to another one.");
        } else if (!star.header().keyedAsItsSource()) {
            ModelText.accepts(yaml, "Lines refer to a unique column of their order that is not its primary key.");
        }
        yaml.add(0, "tests:");
        takesOver(yaml);
        cancelled(yaml);
        yaml.add(1, "- name: a line without its order is no row").add(2, "given:");
        ModelText.given(yaml, star.lines().source(), ofLine, Map.of(), 1);
        yaml.add(2, "expect: |").add(3, String.join(",", star.factKey()));
        return yaml.toString();
    }

    private void takesOver(Lines yaml) {
        List<StarColumn> told = Stream.concat(ofLine.stream(), ofHeader.stream())
                .filter(ExampleRow::telling)
                .toList();
        yaml.add(1, "- name: a line takes over what its order says").add(2, "given:");
        ModelText.given(yaml, star.header().source(), given(star.header()), Map.of(), 1);
        ModelText.given(yaml, star.lines().source(), given(star.lines()), Map.of(), 1);
        yaml.add(2, "expect: |");
        yaml.add(3, told.stream().map(StarColumn::name).collect(Collectors.joining(",")));
        yaml.add(3, told.stream().map(column -> ExampleRow.expected(column, 1)).collect(Collectors.joining(",")));
    }

    private static List<StarColumn> given(StarTable table) {
        return table.columns().stream().filter(ExampleRow::telling).toList();
    }

    private void cancelled(Lines yaml) {
        boolean inWords = star.counting()
                .status()
                .filter(column -> column.family() == Family.TEXT)
                .isPresent();
        if (!inWords) {
            return;
        }
        yaml.add(1, "- name: \"a cancelled order does not count, another does\"")
                .add(2, "given:");
        ModelText.given(
                yaml,
                star.header().source(),
                given(star.header()),
                Map.of("status", List.of("\"Cancelled  \"", "Another")),
                2);
        ModelText.given(yaml, star.lines().source(), given(star.lines()), Map.of(), 2);
        StarColumn order = ofLine.get(0);
        yaml.add(2, "expect: |").add(3, order.name() + ",counts");
        yaml.add(3, ExampleRow.expected(order, 1) + ",false");
        yaml.add(3, ExampleRow.expected(order, 2) + ",true");
    }
}
