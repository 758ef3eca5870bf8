package shopstream.ingestion.discovery;

import java.util.List;
import java.util.Optional;

/**
 * What the models will be: lines joined to the head of their order, and the dimensions around them.
 *
 * @param lines the fact's columns that are the line's own
 * @param header those that it takes from its order; the first is the order's key
 * @param factKey which of the fact's columns tell its rows apart
 * @param unitPrice whether a line's price is that of one unit; otherwise it is the whole line's amount
 * @param counted whether a line says how many
 * @param country expression of the dashboard, where a country was found
 * @param category expression of the dashboard, where a category was found
 * @param productName expression of the dashboard, where products have one
 */
record Star(
        Roles roles,
        StarTable lines,
        StarTable header,
        List<String> factKey,
        Counting counting,
        boolean unitPrice,
        boolean counted,
        List<StarTable> dimensions,
        Optional<String> country,
        Optional<Trail> countryTrail,
        Optional<String> category,
        Optional<String> productName,
        List<Remark> lineRemarks,
        List<Remark> headerRemarks) {
    Star {
        factKey = List.copyOf(factKey);
        dimensions = List.copyOf(dimensions);
    }

    /** The price of a unit, or the amount of a line. */
    String priceColumn() {
        return unitPrice ? "price" : "amount";
    }
}
