package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which orders are sales: the condition over the staged order, the columns it needs, and how sure it is.
 *
 * @param condition SQL over {@code header}
 * @param flags further columns of the order that the condition reads
 */
record Counting(String condition, Optional<ColumnReading> status, List<ColumnReading> flags, List<Remark> remarks) {
    private static final String[] NO_SALE = {
        "cancelled",
        "canceled",
        "cancel",
        "void",
        "voided",
        "storniert",
        "storno",
        "annule",
        "annulled",
        "anulado",
        "cancelado",
        "annullato",
        "geannuleerd"
    };
    private static final String[] DOUBTFUL = {
        "draft",
        "cart",
        "basket",
        "abandoned",
        "failed",
        "declined",
        "rejected",
        "refunded",
        "returned",
        "expired",
        "quote",
        "quoted",
        "incomplete",
        "fraud",
        "deleted",
        "test",
        "unpaid",
        "refused"
    };
    private static final String[] SALE = {
        "shipped",
        "paid",
        "complete",
        "completed",
        "delivered",
        "resolved",
        "processing",
        "process",
        "pending",
        "new",
        "open",
        "closed",
        "hold",
        "disputed",
        "confirmed",
        "placed",
        "invoiced",
        "received",
        "packed",
        "picked",
        "sent",
        "ready",
        "approved",
        "fulfilled",
        "partial",
        "partially",
        "progress",
        "done",
        "versendet",
        "bezahlt",
        "offen",
        "accepted",
        "ordered",
        "created",
        "dispatched",
        "backordered",
        "preparing",
        "transit"
    };

    static Counting of(SchemaReading schema, TableReading orders) {
        Optional<ColumnReading> status = SaleColumns.status(orders);
        List<Remark> remarks = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        status.ifPresent(column -> conditions.addAll(byStatus(schema, orders, column, remarks)));
        List<ColumnReading> flags = new ArrayList<>();
        for (ColumnReading column : orders.columns()) {
            if (!status.equals(Optional.of(column))
                    && column.words().any("cancelled", "canceled", "deleted", "voided", "storniert")) {
                flag(orders, column).ifPresent(condition -> {
                    conditions.add(condition);
                    flags.add(column);
                    remarks.add(Remark.guessed("an order with " + column.name() + " set is no sale."));
                });
            }
        }
        if (conditions.isEmpty()) {
            if (status.isEmpty()) {
                remarks.add(Remark.question("How does " + orders.name()
                        + " tell a cancelled order? No column says so; every order counts."));
            }
            conditions.add("TRUE");
        }
        return new Counting(String.join("\n    AND ", conditions), status, flags, remarks);
    }

    private static List<String> byStatus(
            SchemaReading schema, TableReading orders, ColumnReading status, List<Remark> remarks) {
        Map<String, String> names = names(schema, orders, status);
        Set<String> out = new LinkedHashSet<>();
        Set<String> doubtful = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        names.forEach((value, name) -> {
            Words words = Words.of(name.strip());
            if (words.parts().stream().anyMatch(Set.of(NO_SALE)::contains)) {
                out.add(value);
            } else if (words.parts().stream().anyMatch(Set.of(DOUBTFUL)::contains)) {
                doubtful.add(name.strip());
            } else if (words.parts().stream().noneMatch(Set.of(SALE)::contains)) {
                unknown.add(name.strip());
            }
        });
        String column = orders.name() + "." + status.name();
        remarks.add(Remark.guessed("of the values of " + column + " seen (" + listed(names.values()) + "), "
                + (out.isEmpty()
                        ? "none means"
                        : listed(out.stream().map(names::get).toList()) + " means")
                + " that an order is no sale."));
        if (!status.whole() && status.allowed().isEmpty()) {
            remarks.add(Remark.question("Which other values does " + column
                    + " have? All orders could not be asked in time; what is not named below counts as a sale."));
        }
        if (!doubtful.isEmpty()) {
            remarks.add(Remark.needed("Is an order with " + column + " " + listed(doubtful)
                    + " a sale? It counts as it stands; add what does not count to the values below."));
        }
        if (!unknown.isEmpty() && out.isEmpty()) {
            remarks.add(Remark.needed("Which values of " + column
                    + " mean that an order is cancelled? None of them says so: " + listed(unknown)
                    + ". Add them to the values below."));
        }
        return condition(status, out);
    }

    private static List<String> condition(ColumnReading status, Set<String> out) {
        if (status.family() == Family.WHOLE) {
            return out.isEmpty()
                    ? List.of()
                    : List.of("COALESCE(header.status NOT IN (" + String.join(", ", out) + "), TRUE)");
        }
        Set<String> values = new LinkedHashSet<>(List.of("cancelled", "canceled"));
        out.forEach(value -> values.add(value.strip().toLowerCase(Locale.ROOT)));
        return List.of("LOWER(COALESCE(header.status, '')) NOT IN ("
                + values.stream()
                        .map(value -> "'" + value.replace("'", "''") + "'")
                        .collect(Collectors.joining(", "))
                + ")");
    }

    /** Every value with what it is called: a number by the table that it refers to, a word by itself. */
    private static Map<String, String> names(SchemaReading schema, TableReading orders, ColumnReading status) {
        Map<String, String> names = new LinkedHashMap<>();
        Optional<ReferenceReading> hop = schema.from(orders, status.name());
        Optional<TableReading> target = hop.map(reference -> schema.table(reference.target()));
        Optional<ColumnReading> caption = target.flatMap(SaleColumns::caption);
        if (caption.isPresent()) {
            List<String> keys = target.get().column(hop.get().targetColumn()).sample();
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i) != null) {
                    names.put(keys.get(i), String.valueOf(caption.get().sample().get(i)));
                }
            }
        }
        status.distinct().forEach(value -> names.putIfAbsent(value, value));
        return names;
    }

    private static Optional<String> flag(TableReading orders, ColumnReading column) {
        String name = "header." + column.words().snake();
        if (ContractType.flag(column)) {
            return Optional.of("COALESCE(" + name + ", FALSE) = FALSE");
        }
        return column.family().temporal() && column.nullable() ? Optional.of(name + " IS NULL") : Optional.empty();
    }

    private static String listed(Collection<String> values) {
        List<String> shown =
                values.stream().map(String::strip).distinct().limit(20).toList();
        return shown.isEmpty() ? "none yet" : String.join(", ", shown);
    }
}
