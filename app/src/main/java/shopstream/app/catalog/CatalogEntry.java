package shopstream.app.catalog;

import java.util.List;
import shopstream.operations.lineage.Field;

/**
 * Something that a shop's folder declares.
 *
 * @param id as fields name it
 * @param place its file, in the shop's folder
 * @param contract its id and version, of what has one
 * @param inLake whether every version of its rows is kept in the lake
 * @param rows the fields that decide which rows it has
 */
public record CatalogEntry(
        String id,
        Kind kind,
        String name,
        String title,
        String description,
        String place,
        String contract,
        boolean inLake,
        List<CatalogColumn> columns,
        List<Field> rows) {
    public CatalogEntry {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** What it is, in the order in which data flows. */
    public enum Kind {
        DATASET,
        EVENTS,
        SEED,
        VIEW,
        MART,
        DASHBOARD,
        TRAINING_SET,
        RECOMMENDATIONS,
        OWN_RECOMMENDER
    }
}
