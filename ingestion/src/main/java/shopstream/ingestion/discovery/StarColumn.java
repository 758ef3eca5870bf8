package shopstream.ingestion.discovery;

/**
 * A column on its way from a table to a mart.
 *
 * @param expression what the staging view makes of the source's column, in Flink's SQL
 * @param type as the mart declares it
 */
record StarColumn(String name, ColumnReading source, String expression, String type, String description) {

    /** Kept as it is, as keys must be. */
    static StarColumn plain(String name, ColumnReading source, String description) {
        return new StarColumn(
                name, source, quoted(source), ContractType.of(source).mart(), description);
    }

    /** A word for people, without blanks around it. */
    static StarColumn trimmed(String name, ColumnReading source, String description) {
        return new StarColumn(name, source, "TRIM(" + quoted(source) + ")", "VARCHAR", description);
    }

    /** An amount: a float is rounded to what money has, a whole number of cents divided. */
    static StarColumn amount(String name, ColumnReading source, String description) {
        if (source.words().any("cents", "cent", "minor")) {
            return new StarColumn(
                    name, source, "CAST(" + quoted(source) + " * 0.01 AS DECIMAL(19,2))", "DECIMAL(19,2)", description);
        } else if (source.family() == Family.FLOAT) {
            return new StarColumn(
                    name, source, "CAST(" + quoted(source) + " AS DECIMAL(19,4))", "DECIMAL(19,4)", description);
        }
        return plain(name, source, description);
    }

    /** A moment, whether the source keeps it as one, as text or as a count of seconds. */
    static StarColumn moment(String name, ColumnReading source, String description) {
        String column = quoted(source);
        String expression = column;
        if (SaleColumns.epoch(source)) {
            boolean millis = source.present().get(0).length() > 10;
            expression = "TO_TIMESTAMP_LTZ(" + column + ", " + (millis ? 3 : 0) + ")";
        } else if (source.family() == Family.TEXT) {
            expression = "CAST(TRY_CAST(REPLACE(" + column + ", 'T', ' ') AS TIMESTAMP(6)) AS TIMESTAMP_LTZ(6))";
        }
        return new StarColumn(name, source, expression, "TIMESTAMPTZ", description);
    }

    /** The source's names are always quoted: many are words of SQL. */
    static String quoted(ColumnReading source) {
        return "`" + DatasetNames.column(source.name()) + "`";
    }
}
