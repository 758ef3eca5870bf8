package shopstream.recommender.own;

import java.nio.file.Path;
import java.util.Optional;

/** How a table is written in a file, told by the ending of its name. */
enum TableFormat {
    CSV(".csv"),
    JSON_LINES(".jsonl");

    private final String ending;

    TableFormat(String ending) {
        this.ending = ending;
    }

    /** Empty where the name says no format that is known. */
    static Optional<TableFormat> of(Path file) {
        for (TableFormat format : values()) {
            if (file.toString().endsWith(format.ending)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
