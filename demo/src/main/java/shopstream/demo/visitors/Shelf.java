package shopstream.demo.visitors;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whoever recommends products to visitors of the sample shop. */
public interface Shelf {
    /** Where nothing is recommended. */
    Shelf EMPTY = spot -> Optional.empty();

    /**
     * The place on a page that wants to be filled.
     *
     * @param placement by its name
     * @param browser of the visitor
     * @param customer who they are, where that is known
     * @param viewing the product whose page it is
     */
    record Spot(String placement, String browser, OptionalInt customer, Optional<String> viewing) {}

    /**
     * What is recommended.
     *
     * @param id by which it is told what became of it
     * @param told further properties that are to be told with it, as JSON, each with a comma after it
     * @param products by their codes, the best first
     */
    record Shown(String id, String told, List<String> products) {
        public Shown {
            products = List.copyOf(products);
        }
    }

    /** What to show there; empty where nobody answers in time, or there is nothing. */
    Optional<Shown> fill(Spot spot);
}
