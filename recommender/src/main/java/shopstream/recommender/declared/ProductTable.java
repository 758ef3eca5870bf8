package shopstream.recommender.declared;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The dataset whose rows are what can be recommended, and which of its columns says what.
 *
 * @param id what events and purchases call a product
 * @param category that keeps a list from being all of one kind
 * @param price that is shown, in the shop's currency
 * @param stock pieces that can be sold; a product with none is not recommended
 * @param available whether it is sold at all; a product of which this is false is not recommended
 * @param brand who makes it
 * @param cost what the shop pays for it, in the same currency as the price
 * @param since when it was first sold
 * @param variantOf the id of the product that it is one variant of, as a size or a colour; of those one is recommended
 */
public record ProductTable(
        String dataset,
        String id,
        String name,
        Optional<String> category,
        Optional<String> price,
        Optional<String> stock,
        Optional<String> available,
        Optional<String> image,
        Optional<String> url,
        Optional<String> brand,
        Optional<String> cost,
        Optional<String> since,
        Optional<String> variantOf) {

    /** One that says no more than what is shown. */
    public ProductTable(
            String dataset,
            String id,
            String name,
            Optional<String> category,
            Optional<String> price,
            Optional<String> stock,
            Optional<String> available,
            Optional<String> image,
            Optional<String> url) {
        this(
                dataset,
                id,
                name,
                category,
                price,
                stock,
                available,
                image,
                url,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Those of its columns that say something. */
    public List<String> columns() {
        return Stream.concat(
                        Stream.of(id, name),
                        Stream.of(category, price, stock, available, image, url, brand, cost, since, variantOf)
                                .flatMap(Optional::stream))
                .toList();
    }
}
