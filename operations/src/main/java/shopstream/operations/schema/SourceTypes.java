package shopstream.operations.schema;

import java.util.Optional;
import shopstream.contracts.ColumnType;

/** What capture makes of the types of its source. */
public interface SourceTypes {
    /**
     * Why no value of a column could ever be one of {@code wanted}; empty when values can be.
     *
     * @param written the type as a statement has it
     * @return goes on after "The column is …, "
     */
    Optional<String> misfit(String written, ColumnType wanted);

    /** Whether a table cannot be followed at all once it has a column of the type. */
    boolean isUnreadable(String written);
}
