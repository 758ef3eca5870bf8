package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;

/** A mart that comes from one table, while it is being put together. */
final class StarTable {
    /** {@code column} holds keys of {@code mart}. */
    record Link(String column, String mart, String targetColumn) {}

    private final String mart;
    private final TableReading source;
    private final String description;
    private final List<StarColumn> columns = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    StarTable(String mart, TableReading source, String description) {
        this.mart = mart;
        this.source = source;
        this.description = description;
    }

    String mart() {
        return mart;
    }

    TableReading source() {
        return source;
    }

    String description() {
        return description;
    }

    List<StarColumn> columns() {
        return List.copyOf(columns);
    }

    List<Link> links() {
        return List.copyOf(links);
    }

    /** The column that tells the rows apart: the first one added. */
    String key() {
        return columns.get(0).name();
    }

    /** Whether the source tells its rows apart by the same column, and not only the references to it do. */
    boolean keyedAsItsSource() {
        return source.key().equals(List.of(columns.get(0).source().name()));
    }

    /** Adds a column under its name, or under another where that is taken; a column that is there already stays. */
    String add(StarColumn column) {
        for (StarColumn known : columns) {
            if (known.source().equals(column.source()) && known.expression().equals(column.expression())) {
                return known.name();
            }
        }
        String name = column.name();
        while (has(name)) {
            name += "_" + column.source().words().snake();
        }
        columns.add(new StarColumn(name, column.source(), column.expression(), column.type(), column.description()));
        return name;
    }

    void link(String column, String target, String targetColumn) {
        links.add(new Link(column, target, targetColumn));
    }

    private boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }
}
