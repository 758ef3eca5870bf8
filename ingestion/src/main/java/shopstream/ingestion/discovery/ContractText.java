package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A table's contract as text, in the Open Data Contract Standard as contracts are read here. */
final class ContractText {
    private static final int FEW = 20;
    private static final int ROWS_TO_TELL = 30;

    private final SchemaReading schema;
    private final TableReading table;
    private final Map<String, StarColumn> used;
    private final List<String> guessedKey;
    private final Lines lines = new Lines();

    /**
     * @param used what models make of the columns, by the columns' names in the source
     * @param guessedKey what stands in for a primary key that the table lacks
     */
    ContractText(SchemaReading schema, TableReading table, Map<String, StarColumn> used, List<String> guessedKey) {
        this.schema = schema;
        this.table = table;
        this.used = used;
        this.guessedKey = guessedKey;
    }

    String text() {
        String dataset = DatasetNames.of(table.name());
        lines.add(
                0,
                "# What a row of " + table.name() + " must look like (Open Data Contract Standard, https://bitol.io).");
        lines.add(
                0,
                "# Only the columns named here leave the source. Written by discovery: confirm or correct each guess.");
        if (table.key().isEmpty()) {
            lines.remarks(
                    0,
                    List.of(Remark.needed(table.name() + " has no primary key, and without one it cannot be"
                            + " followed. Do " + String.join(" and ", guessedKey)
                            + " tell its rows apart? Then give it that key: ALTER"
                            + " TABLE " + table.name() + " ADD PRIMARY KEY (" + String.join(", ", guessedKey) + ")")));
        }
        for (ForeignKey key : schema.unlogged(table)) {
            lines.remarks(
                    0,
                    List.of(Remark.needed("Do rows of " + table.name() + " go or change with the row they refer to? The"
                            + " foreign key " + key.seenFrom(schema.schema()) + " cascades, and what the server deletes"
                            + " or changes by itself is not in its binary log, so figures would keep it. Change it to"
                            + " ON DELETE RESTRICT ON UPDATE RESTRICT and let the shop delete the rows itself; if no"
                            + " row that is referred to is ever deleted or given another key, remove this line.")));
        }
        lines.add(0, "apiVersion: v3.1.0").add(0, "kind: DataContract");
        lines.entry(0, "id", "shop-" + dataset.toLowerCase(Locale.ROOT));
        lines.entry(0, "name", dataset);
        lines.add(0, "version: 1.0.0").add(0, "status: draft").add(0, "schema:");
        lines.add(1, "- name: " + Lines.scalar(dataset));
        lines.entry(2, "physicalName", schema.physicalName(table));
        lines.add(2, "logicalType: object").add(2, "physicalType: table");
        lines.entry(2, "description", "One row of " + table.name() + ".");
        lines.add(2, "properties:");
        List<String> leftOut = new ArrayList<>();
        for (ColumnReading column : table.columns()) {
            Optional<Sensitivity> sensitivity = Sensitivity.of(table, column);
            boolean needed = used.containsKey(column.name()) || key().contains(column.name());
            if (!needed
                    && (column.family() == Family.OTHER || column.definition().matches("(medium|long)text.*"))) {
                leftOut.add(column.name() + " (" + column.definition() + ")");
            } else {
                boolean withheld =
                        !needed && sensitivity.filter(Sensitivity::withheld).isPresent();
                property(column, sensitivity, withheld);
            }
        }
        if (!leftOut.isEmpty()) {
            lines.add(3, "# Left out, since no figure can be made of it: " + String.join(", ", leftOut) + ".");
        }
        return lines.toString();
    }

    private List<String> key() {
        return table.key().isEmpty() ? guessedKey : table.key();
    }

    private void property(ColumnReading column, Optional<Sensitivity> sensitivity, boolean withheld) {
        sensitivity.ifPresent(found -> lines.remarks(
                3,
                List.of(Remark.guessed(column.name() + " is "
                        + found.classification() + ", " + found.reason() + "."
                        + (withheld ? " It stays in the shop; take the # away to let it out." : "")))));
        Lines property = new Lines();
        describe(property, column, sensitivity);
        String[] written = property.toString().split("\n");
        for (String line : written) {
            lines.add(3, (withheld ? "# " : "") + line);
        }
    }

    private void describe(Lines property, ColumnReading column, Optional<Sensitivity> sensitivity) {
        ContractType type = ContractType.of(column);
        boolean moment = Optional.ofNullable(used.get(column.name()))
                .filter(star -> star.type().equals("TIMESTAMPTZ"))
                .isPresent();
        String name = DatasetNames.column(column.name());
        if (sensitivity.isEmpty() && category(column)) {
            property.remarks(0, List.of(Remark.guessed("a category; seen: " + String.join(", ", seen(column)) + ".")));
        }
        if (column.family() == Family.DECIMAL && column.precision() == 0) {
            property.remarks(
                    0,
                    List.of(Remark.guessed(
                            "the source states no digits; " + type.physical() + " holds every" + " value seen.")));
        }
        if (column.family() == Family.OTHER) {
            property.remarks(
                    0,
                    List.of(Remark.needed("What can stand for " + table.name() + "." + column.name() + "? It is "
                            + column.definition() + ", which cannot be followed, and "
                            + (key().contains(column.name()) ? "tells the rows apart" : "figures need it")
                            + ". Give the table a column of another type in its place, such as char(36), then run"
                            + " discover again.")));
        }
        boolean minimum = counts(column) && !column.negative() && column.whole();
        if (minimum) {
            property.remarks(0, List.of(Remark.guessed("less than nothing cannot be true here.")));
        } else if (column.negative() && counts(column)) {
            property.remarks(
                    0,
                    List.of(Remark.question("What does " + column.name()
                            + " below zero mean? Such rows are there, and are let through.")));
        } else if (counts(column)) {
            property.remarks(
                    0,
                    List.of(Remark.question(
                            "Can " + column.name() + " be below zero? No row looked at is, and all of them"
                                    + " could not be asked in time; none is refused.")));
        }
        if (column.family() == Family.WHOLE && ContractType.flag(column)) {
            property.remarks(
                    0,
                    List.of(Remark.guessed(column.name() + " is true or false: it is a tinyint(1), and "
                            + (column.whole() ? "no row has" : "no row looked at has") + " more than 0 and 1.")));
        }
        property.add(0, "- name: " + Lines.scalar(name));
        if (!name.equals(column.name())) {
            property.entry(1, "physicalName", column.name());
        }
        // A day on which something was ordered is a moment in figures: its midnight.
        property.entry(1, "logicalType", moment && column.family() == Family.DAY ? "timestamp" : type.logical());
        property.add(1, "physicalType: " + type.physical());
        int position = key().indexOf(column.name()) + 1;
        if (position > 0) {
            property.add(1, "primaryKey: true").add(1, "primaryKeyPosition: " + position);
        }
        if (position > 0 || (!column.nullable() && !column.sample().contains(null))) {
            property.add(1, "required: true");
        }
        sensitivity.ifPresent(found -> property.entry(1, "classification", found.classification()));
        if (minimum) {
            property.add(1, "logicalTypeOptions:").add(2, "minimum: 0");
        }
        schema.from(table, column.name()).ifPresent(reference -> {
            if (!reference.declared()) {
                property.remarks(
                        1,
                        List.of(Remark.guessed("refers to " + reference.target() + ": its name says so, and "
                                + reference.found() + " of " + reference.asked() + " values looked for are there.")));
            }
            property.add(1, "relationships:");
            property.add(
                    2,
                    "- to: "
                            + Lines.scalar(DatasetNames.of(reference.target()) + "."
                                    + DatasetNames.column(reference.targetColumn())));
        });
        Optional.ofNullable(used.get(column.name()))
                .ifPresent(star -> property.entry(1, "description", star.description()));
    }

    private boolean counts(ColumnReading column) {
        StarColumn star = used.get(column.name());
        boolean used = star != null && List.of("quantity", "price", "amount").contains(star.name());
        return column.family().numeric() && (used || SaleColumns.priced(column));
    }

    private boolean category(ColumnReading column) {
        long present = column.present().size();
        int different = column.distinct().size();
        return column.family() == Family.TEXT
                && !key().contains(column.name())
                && (!column.allowed().isEmpty()
                        || (present >= ROWS_TO_TELL && different <= FEW && different * 5L <= present));
    }

    private static List<String> seen(ColumnReading column) {
        return column.distinct().stream()
                .map(String::strip)
                .distinct()
                .limit(FEW)
                .toList();
    }
}
