package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What makes a schema hard to analyse, each with its fix. */
final class OwnerReport {
    private final SchemaReading schema;
    private final List<OwnerFinding> findings = new ArrayList<>();

    private OwnerReport(SchemaReading schema) {
        this.schema = schema;
    }

    /** @param star what was found to be a sale, where anything was */
    static List<OwnerFinding> of(SchemaReading schema, Optional<Star> star) {
        OwnerReport report = new OwnerReport(schema);
        report.unreadable();
        report.keys();
        report.floats();
        report.zones();
        report.writtenDates();
        star.ifPresent(report::history);
        star.flatMap(Star::countryTrail).ifPresent(report::countries);
        report.references();
        report.unread();
        report.cascades();
        return report.findings;
    }

    private void add(String message, String fix) {
        findings.add(new OwnerFinding(message, fix));
    }

    private void unreadable() {
        for (TableReading table : schema.tables()) {
            if (!table.unreadable().isEmpty()) {
                add(
                        "No row of " + table.name() + " could be looked at: " + table.unreadable(),
                        "Let this user SELECT from it, or look at it when the server is less busy.");
            }
        }
    }

    private void keys() {
        for (TableReading table : schema.tables()) {
            if (table.key().isEmpty()) {
                add(
                        "The table " + table.name()
                                + " has no primary key: its rows cannot be told apart, so no change of one"
                                + " can be followed.",
                        "Add one: ALTER TABLE " + table.name()
                                + " ADD PRIMARY KEY (…), over the columns that are unique,"
                                + " or a new number of its own.");
            }
        }
    }

    private void floats() {
        List<String> floats = columns(column -> column.family() == Family.FLOAT
                && column.words()
                        .any(
                                "price",
                                "amount",
                                "total",
                                "cost",
                                "tax",
                                "fee",
                                "discount",
                                "value",
                                "balance",
                                "payment",
                                "preis",
                                "betrag",
                                "sum",
                                "credit"));
        if (!floats.isEmpty()) {
            add(
                    "Money is kept as a float in " + String.join(", ", floats)
                            + ": 0.10 + 0.20 is not 0.30 there, and sums do not" + " add up to the cent.",
                    "Change the type to DECIMAL(12,2).");
        }
    }

    private void zones() {
        List<String> local = columns(column -> column.family() == Family.LOCAL_TIME);
        if (!local.isEmpty()) {
            String type = schema.address().postgresql() ? "timestamptz" : "TIMESTAMP";
            add(
                    "Times say no zone in " + String.join(", ", local)
                            + ": nobody can tell which instant is meant, and an hour in" + " autumn comes twice.",
                    "Write UTC and say so, or change the type to " + type + ".");
        }
    }

    private void writtenDates() {
        List<String> written =
                columns(column -> SaleColumns.written(column) || (SaleColumns.epoch(column) && dated(column)));
        if (!written.isEmpty()) {
            add(
                    "Dates are kept as text or as numbers in " + String.join(", ", written)
                            + ": they do not sort, and nothing" + " stops a 31st of February.",
                    "Add a column of a date's type, fill it from the old one, and let the shop write that.");
        }
    }

    private static boolean dated(ColumnReading column) {
        return column.words().any("date", "time", "at", "created", "updated", "timestamp");
    }

    private void history(Star star) {
        Optional<ColumnReading> status = star.counting().status();
        TableReading orders = star.roles().orders();
        boolean kept = schema.references().stream()
                .filter(reference -> reference.holds() && reference.target().equals(orders.name()))
                .map(reference -> schema.table(reference.table()))
                .filter(table -> !table.name().equals(star.roles().lines().name()))
                .anyMatch(table -> SaleColumns.status(table).isPresent()
                        && table.columns().stream()
                                .anyMatch(column -> column.family().temporal()));
        if (status.isPresent() && !kept) {
            add(
                    "The status in " + orders.name() + "." + status.get().name()
                            + " is overwritten, and no table keeps what it"
                            + " was: when an order was cancelled cannot be told.",
                    "Add a table of order, status and time, and let the shop insert a row with every change.");
        }
    }

    private void countries(Trail trail) {
        ColumnReading column = trail.column();
        boolean ofItsOwn = !trail.hops().isEmpty()
                && trail.end().singleKey().isPresent()
                && trail.end().words().any("country", "countries", "land", "pays");
        if (ofItsOwn) {
            return;
        }
        Map<String, List<String>> spellings = new TreeMap<>();
        Countries countries = Countries.known();
        for (String value : column.distinct()) {
            String known = countries.code(value).orElse(value.strip().toLowerCase(Locale.ROOT));
            spellings.computeIfAbsent(known, code -> new ArrayList<>()).add("'" + value + "'");
        }
        String blanks = column.distinct().stream()
                .filter(value -> !value.equals(value.strip()))
                .map(value -> "'" + value + "'")
                .collect(Collectors.joining(", "));
        String variants = spellings.values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> String.join(" and ", same))
                .collect(Collectors.joining("; "));
        add(
                "The country in " + trail + " is free text"
                        + (blanks.isEmpty() ? "" : ", with blanks around " + blanks)
                        + (variants.isEmpty() ? "" : ", and one country is written " + variants)
                        + ": a GROUP BY splits what belongs together.",
                "Keep a table of countries with ISO 3166 codes and refer to it; until then models trim the blanks.");
    }

    private void references() {
        List<String> undeclared = schema.references().stream()
                .filter(reference -> !reference.declared() && reference.holds())
                .map(ReferenceReading::toString)
                .toList();
        if (!undeclared.isEmpty()) {
            add(
                    "References are not declared: " + String.join(", ", undeclared)
                            + ". Nothing stops a row that refers to" + " nothing.",
                    "Declare them as FOREIGN KEY.");
        }
        schema.references().stream()
                .filter(reference ->
                        !reference.declared() && reference.found() > 0 && reference.found() < reference.asked())
                .forEach(reference -> add(
                        "Of " + reference.asked() + " values looked for, " + reference.table() + "."
                                + reference.column()
                                + " has " + (reference.asked() - reference.found()) + " that are not in "
                                + reference.target() + "." + reference.targetColumn() + ".",
                        "Correct those rows, or refer to nothing (NULL)."));
    }

    private void unread() {
        List<String> unread = schema.foreignKeys().stream()
                .filter(key -> !key.within(schema.schema(), schema.tables()))
                .map(key -> key.seenFrom(schema.schema()))
                .toList();
        if (!unread.isEmpty()) {
            add(
                    "Foreign keys lead to what was not read, since this user may not or since it is in another "
                            + (schema.address().postgresql() ? "schema" : "database") + ": "
                            + String.join(", ", unread) + ". They are not followed.",
                    "Where one matters for sales, let this user SELECT from the table, or write its contract by hand.");
        }
    }

    private void cascades() {
        List<String> cascading = schema.tables().stream()
                .flatMap(table -> schema.unlogged(table).stream())
                .map(key -> key.seenFrom(schema.schema()))
                .toList();
        if (!cascading.isEmpty()) {
            add(
                    "Foreign keys cascade: " + String.join(", ", cascading)
                            + ". What the server deletes or changes by itself is not"
                            + " in its binary log, so nobody who follows the log can know.",
                    "Change them to ON DELETE RESTRICT, and let the shop delete the rows itself.");
        }
    }

    private List<String> columns(Predicate<ColumnReading> wanted) {
        return schema.tables().stream()
                .flatMap(table ->
                        table.columns().stream().filter(wanted).map(column -> table.name() + "." + column.name()))
                .flatMap(Stream::of)
                .limit(12)
                .toList();
    }
}
