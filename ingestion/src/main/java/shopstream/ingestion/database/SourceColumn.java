package shopstream.ingestion.database;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import shopstream.contracts.ColumnType;

/**
 * A column as the source defines it.
 *
 * @param type its bare type, for example {@code decimal}
 * @param definition with everything, for example {@code decimal(10,2) unsigned}
 */
record SourceColumn(String type, String definition) {
    private static final Set<String> TEXT = Set.of(
            "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set", "json", "time", "uuid");
    private static final Set<String> WHOLE =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "year", "decimal", "numeric");
    private static final Set<String> NUMBER = Set.of("float", "double", "real");
    private static final Set<String> TIME = Set.of("date", "datetime", "timestamp");
    private static final Set<String> UNKNOWN = Set.of("inet4", "inet6");

    /** Whether the reader of the server's log does not know the type. */
    boolean isUnknown() {
        return UNKNOWN.contains(type.toLowerCase(Locale.ROOT));
    }

    /** Why no value of this column could ever be one of {@code wanted}; empty when values can be. */
    Optional<String> misfit(ColumnType wanted) {
        String bare = type.toLowerCase(Locale.ROOT);
        if (wanted instanceof ColumnType.Text) {
            return unless(TEXT.contains(bare), "text");
        } else if (wanted instanceof ColumnType.Whole) {
            return unless(WHOLE.contains(bare) || NUMBER.contains(bare), "whole numbers");
        } else if (wanted instanceof ColumnType.Decimal) {
            return unless(WHOLE.contains(bare) || NUMBER.contains(bare), "numbers");
        } else if (wanted instanceof ColumnType.Day) {
            return unless(bare.equals("date") || bare.equals("datetime"), "days");
        } else if (wanted instanceof ColumnType.Moment) {
            return unless(TIME.contains(bare), "moments");
        }
        return unless(WHOLE.contains(bare) || definition.equalsIgnoreCase("bit(1)"), "true or false");
    }

    private static Optional<String> unless(boolean fits, String wanted) {
        return fits ? Optional.empty() : Optional.of("but the contract wants " + wanted);
    }
}
