package shopstream.app.catalog;

import java.util.List;
import shopstream.operations.lineage.Field;

/**
 * A column of an entry, or a measure or dimension of a dashboard.
 *
 * @param role "column", "measure" or "dimension"
 * @param type as its file has it, where it has one
 * @param rules what its values must keep to, in words
 * @param expression of a measure or dimension
 * @param personal whether it says something about a person
 * @param from what it is computed from
 */
public record CatalogColumn(
        String name,
        String role,
        String type,
        String description,
        List<String> rules,
        String expression,
        boolean personal,
        List<Field> from) {
    public CatalogColumn {
        rules = List.copyOf(rules);
        from = List.copyOf(from);
    }

    static CatalogColumn of(String name, String type, String description, List<Field> from) {
        return new CatalogColumn(name, "column", type, description, List.of(), "", false, from);
    }
}
