package shopstream.contracts;

import java.util.Optional;
import shopstream.contracts.yaml.Place;

/**
 * One column of a contract.
 *
 * @param name what the log, the models and the dashboards call it
 * @param physicalName what the source calls it
 * @param keyPosition 1, 2, … within the primary key; 0 when not part of it
 * @param classification as in the contract, for example {@code personal}
 */
public record Column(
        String name,
        String physicalName,
        ColumnType type,
        boolean required,
        int keyPosition,
        Rules rules,
        String description,
        Optional<String> classification,
        Place place) {
    /** The classification of what says something about a person. */
    public static final String PERSONAL = "personal";

    /** Whether it says something about a person, and stays where it can be taken back. */
    public boolean personal() {
        return classification.filter(PERSONAL::equals).isPresent();
    }
}
