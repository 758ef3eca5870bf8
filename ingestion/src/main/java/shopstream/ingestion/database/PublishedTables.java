package shopstream.ingestion.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shopstream.contracts.Contract;

/**
 * The tables that are published at present, told from others of their names: a table that was exchanged for another has
 * rows of which no change tells, and so has one whose column was exchanged for another, or that lost or won a partition.
 */
final class PublishedTables {
    /** A text may be widened without any row being changed; whatever else a type's length says may have changed values. */
    private static final String IDENTITY = """
            SELECT n.nspname || '.' || c.relname,
                   cardinality(named.columns),
                   md5(concat_ws(' ', c.oid, r.oid, array_to_string(named.columns, ','), parts.files))
            FROM pg_publication_tables p
            JOIN pg_publication pub ON pub.pubname = p.pubname
            JOIN pg_namespace n ON n.nspname = p.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
            LEFT JOIN pg_publication_rel r ON r.prpubid = pub.oid AND r.prrelid = c.oid
            CROSS JOIN LATERAL (
              SELECT coalesce(array_agg(concat_ws(':', a.attname, a.attnum, a.atttypid,
                       CASE WHEN t.typcategory <> 'S' THEN a.atttypmod END) ORDER BY a.attnum), '{}') AS columns
              FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND n.nspname || '.' || c.relname || '.' || a.attname = ANY (?)) named
            CROSS JOIN LATERAL (
              SELECT string_agg(part.relid::oid || '/' || pg_relation_filenode(part.relid), ',' ORDER BY part.relid::oid)
                AS files
              FROM pg_partition_tree(CASE WHEN c.relkind = 'p' THEN c.oid END) part WHERE part.isleaf) parts
            WHERE p.pubname = ?
            """;

    private final String publication;
    private final Map<String, Contract> contracts = new HashMap<>();
    private final String[] columns;

    PublishedTables(DatabaseSource source, List<Contract> contracts) {
        publication = source.serverObjects().publication();
        contracts.forEach(
                contract -> this.contracts.put(TableName.of(source, contract).toString(), contract));
        columns = contracts.stream()
                .flatMap(contract -> contract.columns().stream()
                        .map(column -> TableName.of(source, contract) + "." + column.physicalName()))
                .toArray(String[]::new);
    }

    /**
     * By dataset, what stays the same for as long as changes of rows tell all that happens to the table.
     *
     * @param before what they were; that of a table that lacks a column of its contract stays as it was, since its rows could
     *     not be read anew, and it is another once the column is back
     */
    Map<String, String> identities(Connection connection, Map<String, String> before) throws SQLException {
        Map<String, String> identities = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(IDENTITY)) {
            statement.setArray(1, connection.createArrayOf("text", columns));
            statement.setString(2, publication);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Contract contract = contracts.get(rows.getString(1));
                    if (contract == null) {
                        continue;
                    }
                    boolean whole = rows.getInt(2) == contract.columns().size();
                    String now = rows.getString(3);
                    identities.put(contract.dataset(), whole ? now : before.getOrDefault(contract.dataset(), now));
                }
            }
        }
        return identities;
    }
}
