package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from a table along references to the column that says something of its rows: from customers over their address to
 * a country.
 *
 * @param hops in order; empty when the column is the first table's own
 */
record Trail(TableReading start, List<ReferenceReading> hops, TableReading end, ColumnReading column) {
    Trail {
        hops = List.copyOf(hops);
    }

    Trail after(TableReading first, ReferenceReading hop) {
        List<ReferenceReading> all = new ArrayList<>(List.of(hop));
        all.addAll(hops);
        return new Trail(first, all, end, column);
    }

    @Override
    public String toString() {
        return end.name() + "." + column.name();
    }
}
