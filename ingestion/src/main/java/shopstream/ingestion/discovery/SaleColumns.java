package shopstream.ingestion.discovery;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Which column of a table says when, how much and at what price. Each answer is a guess from names, types and values. */
final class SaleColumns {
    private static final Pattern ISO_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:[ T]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?)?)?");
    private static final Pattern WRITTEN_DAY = Pattern.compile("\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}(?:[ T].*)?");
    private static final Pattern EPOCH = Pattern.compile("[1-9]\\d{9}|[1-9]\\d{12}");

    private SaleColumns() {}

    /** Columns that can say when something was ordered, the likeliest first. */
    static List<ColumnReading> times(TableReading orders) {
        return orders.columns().stream()
                .filter(column -> timeScore(column) > 0)
                .sorted(Comparator.comparingInt(SaleColumns::timeScore).reversed())
                .toList();
    }

    private static int timeScore(ColumnReading column) {
        Words words = column.words();
        boolean named = words.any("date", "time", "at", "datum", "fecha", "created", "placed", "ordered", "when", "on");
        int score = column.family().temporal() ? 10 : named && (written(column) || epoch(column)) ? 6 : 0;
        if (score == 0) {
            return 0;
        }
        if (words.any(
                "order", "ordered", "placed", "purchase", "purchased", "invoice", "sale", "sold", "bestelldatum")) {
            score += 8;
        } else if (words.any("created", "creation", "inserted")) {
            score += 5;
        } else if (words.any(
                "update",
                "updated",
                "modified",
                "changed",
                "required",
                "ship",
                "shipped",
                "deliver",
                "delivered",
                "delivery",
                "due",
                "paid",
                "payment",
                "cancel",
                "cancelled",
                "canceled",
                "deleted",
                "closed",
                "return",
                "returned",
                "expires",
                "valid",
                "birth",
                "last")) {
            score -= 8;
        } else if (named) {
            score += 3;
        }
        return Math.max(1, score - (column.nullable() ? 1 : 0));
    }

    /** Dates written as text. */
    static boolean written(ColumnReading column) {
        return column.family() == Family.TEXT && all(column, WRITTEN_DAY);
    }

    /** Dates written as ISO 8601 has them, which every engine reads. */
    static boolean iso(ColumnReading column) {
        return column.family() == Family.TEXT && all(column, ISO_TIME);
    }

    /** Seconds or milliseconds since 1970. */
    static boolean epoch(ColumnReading column) {
        return column.family() == Family.WHOLE && all(column, EPOCH);
    }

    private static boolean all(ColumnReading column, Pattern pattern) {
        return !column.present().isEmpty()
                && column.present().stream()
                        .allMatch(value -> pattern.matcher(value).matches());
    }

    static Optional<ColumnReading> quantity(SchemaReading schema, TableReading lines) {
        return best(schema, lines, column -> {
            Words words = column.words();
            boolean named =
                    words.any("quantity", "qty", "menge", "anzahl", "quantite", "cantidad", "pieces", "units", "quant");
            boolean other = words.any(
                    "shipped",
                    "returned",
                    "refunded",
                    "cancelled",
                    "canceled",
                    "stock",
                    "invoiced",
                    "price",
                    "backordered");
            return named ? (other ? 1 : words.any("ordered") ? 6 : 5) : 0;
        });
    }

    /** What something costs, whatever is made of it. */
    static boolean priced(ColumnReading column) {
        return column.family().numeric() && column.words().any("price", "msrp", "preis");
    }

    /** The price of one unit. */
    static Optional<ColumnReading> price(SchemaReading schema, TableReading lines) {
        return best(schema, lines, column -> {
            Words words = column.words();
            if (!words.any("price", "preis", "einzelpreis", "prix", "precio", "unitprice", "prezzo")
                    || words.any("total", "subtotal", "quantity")) {
                return 0;
            }
            int score = 5 + (words.any("unit", "each", "item", "einzel", "sale", "sold") ? 2 : 0);
            return words.any("list", "msrp", "original", "old", "tax", "cost", "discount", "base", "regular")
                    ? score - 4
                    : score;
        });
    }

    /** The price of the whole line, where there is none of a unit. */
    static Optional<ColumnReading> amount(SchemaReading schema, TableReading lines) {
        return best(schema, lines, column -> {
            Words words = column.words();
            boolean named =
                    words.any("total", "subtotal", "amount", "linetotal", "betrag", "summe", "revenue", "value");
            boolean other = words.any("tax", "discount", "shipping", "cost", "refund", "refunded", "weight");
            return named && !other ? 5 + (words.any("line", "row", "sub") ? 1 : 0) : 0;
        });
    }

    private static Optional<ColumnReading> best(
            SchemaReading schema, TableReading table, ToIntFunction<ColumnReading> score) {
        return table.columns().stream()
                .filter(column -> column.family().numeric() && !ContractType.flag(column))
                .filter(column -> schema.from(table, column.name()).isEmpty())
                .filter(column -> score.applyAsInt(column) > 0)
                .max(Comparator.comparingInt(score));
    }

    static Optional<ColumnReading> status(TableReading orders) {
        return orders.columns().stream()
                .filter(column -> column.family() == Family.TEXT || column.family() == Family.WHOLE)
                .filter(column -> statusScore(column) > 0)
                .max(Comparator.comparingInt(SaleColumns::statusScore));
    }

    private static int statusScore(ColumnReading column) {
        Words words = column.words();
        boolean place = column.family() == Family.TEXT && column.allowed().isEmpty() && words.any("state");
        if (words.any("status", "statut", "estado", "zustand")) {
            return 10 - (words.any("payment", "shipping", "shipment", "fulfillment", "delivery", "sync") ? 6 : 0);
        }
        return words.parts().equals(List.of("state")) && !place ? 4 : 0;
    }

    static Optional<ColumnReading> currency(TableReading table) {
        return table.columns().stream()
                .filter(column ->
                        column.family() == Family.TEXT && column.words().any("currency", "waehrung", "devise"))
                .findFirst();
    }

    /** What a row of the table is called. */
    static Optional<ColumnReading> caption(TableReading table) {
        return table.columns().stream()
                .filter(column -> column.family() == Family.TEXT && captionScore(table, column) > 0)
                .max(Comparator.comparingInt(column -> captionScore(table, column)));
    }

    private static int captionScore(TableReading table, ColumnReading column) {
        Words words = column.words();
        String joined = words.joined();
        if (joined.equals("name") || joined.equals("title")) {
            return 9;
        } else if (joined.equals(table.words().singular().joined() + "name")
                || joined.equals(table.words().singular().joined())) {
            return 8;
        } else if (words.any("name", "title", "label", "bezeichnung", "libelle", "nombre")) {
            return words.any("short", "file", "url", "vendor", "supplier", "meta", "scientific") ? 1 : 6;
        }
        return words.any("description") && column.length() > 0 ? 2 : 0;
    }
}
