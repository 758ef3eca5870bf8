package shopstream.transformations.model;

import java.nio.file.Path;
import shopstream.contracts.yaml.Place;

/**
 * One SELECT in a file.
 *
 * @param text as it stands in the file, so that the planner's line numbers are the file's; a closing semicolon is blanked
 */
public record SqlFile(Path path, String text) {
    static SqlFile of(Path path, String text) {
        String trimmed = text.stripTrailing();
        return new SqlFile(path, trimmed.endsWith(";") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
    }

    /** The place of a line of this file, counted from 1. */
    public Place at(int line) {
        return new Place(path, line);
    }
}
