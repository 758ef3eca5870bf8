package shopstream.ingestion.database;

import java.util.Optional;
import java.util.Set;
import shopstream.contracts.ColumnType;

/**
 * A column as PostgreSQL defines it.
 *
 * @param type its bare type, that under a domain, for example {@code numeric}
 * @param category of the type: E an enum, A an array
 * @param definition with everything, for example {@code numeric(10,2)}
 * @param generated whether it is computed by the server
 * @param large whether a value can lie outside its row, where an update that does not change it leaves it out of the log
 */
record PostgresColumn(String type, String category, String definition, boolean generated, boolean large) {
    /** Debezium leaves out what is of another type without a word. */
    private static final Set<String> TEXT =
            Set.of("text", "varchar", "bpchar", "citext", "uuid", "json", "jsonb", "xml", "time", "inet", "cidr");

    private static final Set<String> NUMBER = Set.of("int2", "int4", "int8", "numeric", "float4", "float8");
    private static final Set<String> TIME = Set.of("timestamp", "timestamptz", "date");

    /** Why no value of this column could ever be one of {@code wanted}, and what to do; empty when values can be. */
    Optional<Misfit> misfit(ColumnType wanted) {
        if (generated) {
            return Optional.of(new Misfit(
                    "which the server computes and does not send with a change",
                    "Take the column out of the contract and compute it in a model."));
        }
        if (type.equals("money")) {
            return Optional.of(new Misfit(
                    "whose values depend on the server's lc_monetary and name no currency",
                    "Change it with ALTER TABLE … ALTER COLUMN … TYPE numeric(15,2), or take it out of the contract."));
        }
        if (category.equals("A")) {
            return Optional.of(new Misfit(
                    "an array, and a contract's column holds one value",
                    "Take it out of the contract, or capture a table that has one row an element."));
        }
        if (wanted instanceof ColumnType.Text) {
            return unless(TEXT.contains(type) || category.equals("E"), "text");
        } else if (wanted instanceof ColumnType.Whole) {
            return unless(NUMBER.contains(type), "whole numbers");
        } else if (wanted instanceof ColumnType.Decimal) {
            return unless(NUMBER.contains(type), "numbers");
        } else if (wanted instanceof ColumnType.Day) {
            return unless(type.equals("date") || type.equals("timestamp"), "days");
        } else if (wanted instanceof ColumnType.Moment) {
            return unless(TIME.contains(type), "moments");
        }
        return unless(type.equals("bool") || type.startsWith("int"), "true or false");
    }

    /**
     * Why a column does not fit.
     *
     * @param reason goes on after "The column … is …, "
     */
    record Misfit(String reason, String nextStep) {}

    private static Optional<Misfit> unless(boolean fits, String wanted) {
        return fits
                ? Optional.empty()
                : Optional.of(new Misfit(
                        "but the contract wants " + wanted,
                        "Correct the logicalType in the contract, or the column's type in the database."));
    }
}
