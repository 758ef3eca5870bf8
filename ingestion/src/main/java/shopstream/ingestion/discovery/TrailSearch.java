package shopstream.ingestion.discovery;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds where a sale's country and a product's category are written. */
final class TrailSearch {
    private static final int LONGEST = 4;
    private static final String[] COUNTRY = {"country", "countries", "land", "pays", "pais", "nation", "paese"};
    private static final String[] PLACE = {
        "address", "addresses", "city", "cities", "location", "locations", "state", "province", "shipping", "adresse"
    };

    private final SchemaReading schema;

    TrailSearch(SchemaReading schema) {
        this.schema = schema;
    }

    /** Where the order went if the shop stores that, else where the customer is. */
    Optional<Trail> country(Roles roles) {
        Optional<Trail> shipped = country(roles.orders(), LONGEST)
                .filter(trail -> trail.hops().isEmpty()
                        ? destination(trail.column().words())
                        : destination(Words.of(trail.hops().get(0).column())));
        return shipped.or(() -> roles.customers().flatMap(customers -> country(customers, LONGEST)));
    }

    private static boolean destination(Words words) {
        return !words.any("billing", "bill", "invoice", "rechnung");
    }

    private Optional<Trail> country(TableReading table, int left) {
        Optional<Trail> own = table.columns().stream()
                .filter(column ->
                        column.family() == Family.TEXT && column.words().any(COUNTRY))
                .filter(column -> schema.from(table, column.name()).isEmpty())
                .max(Comparator.comparingInt(column -> destination(column.words()) ? 1 : 0))
                .map(column -> new Trail(table, List.of(), table, column));
        if (own.isPresent() || left == 0) {
            return own;
        }
        for (ReferenceReading hop : schema.from(table)) {
            TableReading target = schema.table(hop.target());
            if (target.words().any(COUNTRY) || Words.of(hop.column()).any(COUNTRY)) {
                return SaleColumns.caption(target)
                        .or(() -> target.find(hop.targetColumn()).filter(key -> key.family() == Family.TEXT))
                        .map(column -> new Trail(table, List.of(hop), target, column));
            }
        }
        return schema.from(table).stream()
                .filter(hop -> !hop.target().equals(table.name()))
                .filter(hop -> Words.of(hop.column()).any(PLACE)
                        || Words.of(hop.target()).any(PLACE))
                .sorted(Comparator.comparingInt(hop -> destination(Words.of(hop.column())) ? 0 : 1))
                .flatMap(hop ->
                        country(schema.table(hop.target()), left - 1).map(rest -> rest.after(table, hop)).stream())
                .findFirst();
    }

    /** What kind of product it is: a word of its own, or the name of a row that it refers to. */
    Optional<Trail> category(Roles roles) {
        TableReading products = roles.products();
        return products.columns().stream()
                .filter(column -> categoryScore(products, column) > 0)
                .max(Comparator.comparingInt(column -> categoryScore(products, column)))
                .flatMap(column -> category(products, column));
    }

    private Optional<Trail> category(TableReading products, ColumnReading column) {
        Optional<ReferenceReading> hop = schema.from(products, column.name());
        // A key in words, such as 'Classic Cars', is its own name.
        if (hop.isEmpty() || column.family() == Family.TEXT && inWords(column)) {
            return column.family() == Family.TEXT
                    ? Optional.of(new Trail(products, List.of(), products, column))
                    : Optional.empty();
        }
        TableReading target = schema.table(hop.get().target());
        return SaleColumns.caption(target).map(name -> new Trail(products, List.of(hop.get()), target, name));
    }

    private static boolean inWords(ColumnReading column) {
        return column.present().stream().anyMatch(value -> value.strip().contains(" ") || value.length() > 12);
    }

    private int categoryScore(TableReading products, ColumnReading column) {
        Optional<ReferenceReading> reference = schema.from(products, column.name());
        if (products.key().contains(column.name()) || column.family() != Family.TEXT && reference.isEmpty()) {
            return 0;
        }
        Words words = column.words();
        Words target = Words.of(reference.map(ReferenceReading::target).orElse(""));
        int linked = reference.isPresent() ? 1 : 0;
        if (words.any("category", "kategorie", "categorie", "categoria", "productline")
                || target.any("category", "categories", "kategorie", "productlines")) {
            return 10 + linked;
        } else if (words.any("genre", "department", "section", "family", "collection")) {
            return 7 + linked;
        }
        return words.any("group", "type", "class", "line", "warengruppe") ? 4 + linked : 0;
    }
}
