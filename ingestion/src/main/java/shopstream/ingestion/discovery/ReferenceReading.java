package shopstream.ingestion.discovery;

/**
 * A column whose values are keys of another table.
 *
 * @param declared whether the database holds it as a foreign key; otherwise names and values say so
 * @param toOne whether at most one row of the other table has a value; otherwise it is no key there
 * @param asked how many values were looked for in the other table; 0 when declared
 * @param found how many of them were there
 */
record ReferenceReading(
        String table,
        String column,
        String target,
        String targetColumn,
        boolean declared,
        boolean toOne,
        int asked,
        int found) {
    private static final double NEARLY_ALL = 0.95;

    /** Whether it may be relied on: one stray value in twenty is dirt, more is another meaning. */
    boolean holds() {
        return declared || (asked > 0 && found >= NEARLY_ALL * asked);
    }

    @Override
    public String toString() {
        return table + "." + column + " → " + target + "." + targetColumn;
    }
}
