package shopstream.warehouse.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import shopstream.lake.RecommendationTable;
import shopstream.warehouse.training.Sql;

/** What was recommended to whom, as questions see it: the rows as they were added, of which none ever changes. */
final class DeliveredView {
    private static final String ABOUT =
            "What was recommended to whom: a row for each place of each customer's list, of every delivery.";

    private static final List<AskableTable.Column> COLUMNS = List.of(
            new AskableTable.Column("delivered_at", "TIMESTAMP WITH TIME ZONE", "When it was recommended."),
            new AskableTable.Column("customer", "VARCHAR", "The customer's number in the shop."),
            new AskableTable.Column("position", "INTEGER", "The place in the list, from 1."),
            new AskableTable.Column("product", "VARCHAR", "The product."),
            new AskableTable.Column("score", "DOUBLE", "From 0 to 1; those of one list can be compared."),
            new AskableTable.Column("run", "VARCHAR", "The delivery, which files and the topic name too."));

    private DeliveredView() {}

    static AskableTable described(String name) {
        return new AskableTable(name, AskableTable.Kind.LAKE, ABOUT, COLUMNS);
    }

    /** The statement that makes it. @param files which it reads */
    static String statement(List<Path> files) {
        String view = "CREATE VIEW main." + Sql.name(RecommendationTable.NAME) + " AS SELECT ";
        if (files.isEmpty()) {
            return view
                    + COLUMNS.stream()
                            .map(column -> "NULL::" + column.type() + " AS " + Sql.name(column.name()))
                            .collect(Collectors.joining(", "))
                    + " WHERE false";
        }
        return view
                + COLUMNS.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "))
                + " FROM read_parquet(["
                + files.stream().map(file -> Sql.text(file.toString())).collect(Collectors.joining(", "))
                + "])";
    }
}
