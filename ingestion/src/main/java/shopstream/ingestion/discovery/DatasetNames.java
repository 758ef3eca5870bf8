package shopstream.ingestion.discovery;

import java.util.Locale;

/** What tables and columns are called in contracts, where their own names cannot be kept. */
final class DatasetNames {
    private DatasetNames() {}

    /** The dataset of a table: its own name as far as a topic and a seed beside it allow. */
    static String of(String table) {
        String name = table.replaceAll("[^A-Za-z0-9_-]", "_").replaceAll("^$", "_");
        // The seed of regions has this name.
        return name.equalsIgnoreCase("regions") ? name + "_table" : name;
    }

    static String column(String column) {
        return column.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** A staging view of a dataset. */
    static String staging(String table) {
        return "stg_" + of(table).toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
