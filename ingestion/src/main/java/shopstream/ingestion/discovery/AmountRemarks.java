package shopstream.ingestion.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said about what a line costs. */
final class AmountRemarks {
    private AmountRemarks() {}

    static List<Remark> of(TableReading lines, ColumnReading money, Optional<ColumnReading> quantity) {
        List<Remark> remarks = new ArrayList<>();
        String name = lines.name() + "." + money.name();
        if (money.words().any("cents", "cent", "minor")) {
            remarks.add(Remark.guessed(name + " is in hundredths."));
        } else if (money.family() == Family.WHOLE) {
            remarks.add(
                    Remark.needed("Is " + name + ", a whole number, in cents? It is taken for whole units of money."));
        } else if (money.family() == Family.FLOAT) {
            remarks.add(Remark.guessed(name + " is a float; it is rounded to four digits after the point."));
        }
        if (money.negative() || quantity.filter(ColumnReading::negative).isPresent()) {
            remarks.add(Remark.question(
                    "Are lines below zero returns? They are taken off the revenue of their own order's" + " day."));
        }
        lines.columns().stream()
                .filter(column -> column.family().numeric() && column.words().any("discount", "rabatt", "remise"))
                .findFirst()
                .ifPresent(column -> remarks.add(Remark.question("Is " + lines.name() + "." + column.name()
                        + " a share or an amount? Revenue is before it; add a measure for what is left.")));
        lines.columns().stream()
                .filter(column -> column.words().any("status", "cancelled", "canceled"))
                .findFirst()
                .ifPresent(column -> remarks.add(Remark.question("Does " + lines.name() + "." + column.name()
                        + " take single lines out? Only the order decides whether a line counts.")));
        return remarks;
    }
}
