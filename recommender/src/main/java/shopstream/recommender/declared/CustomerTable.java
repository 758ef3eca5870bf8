package shopstream.recommender.declared;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The dataset whose rows are customers, and which of its columns says what.
 *
 * @param id what events and purchases call a customer
 * @param region where they are, as coarsely as what is popular differs: a country, a state, a town
 * @param details what is delivered of a customer beside what they are recommended
 */
public record CustomerTable(String dataset, String id, String region, Details details) {

    /**
     * The columns that say more of a customer, where there are such.
     *
     * @param creditLimit up to how much they may owe
     */
    public record Details(Optional<String> city, Optional<String> country, Optional<String> creditLimit) {
        public static final Details NONE = new Details(Optional.empty(), Optional.empty(), Optional.empty());

        /** Those that are declared. */
        public List<String> columns() {
            return Stream.of(city, country, creditLimit)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Those of its columns that say something. */
    public List<String> columns() {
        return Stream.concat(Stream.of(id, region), details.columns().stream()).toList();
    }

    /** One of which no more is delivered than the id. */
    public CustomerTable(String dataset, String id, String region) {
        this(dataset, id, region, Details.NONE);
    }
}
