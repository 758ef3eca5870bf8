package shopstream.ingestion.database;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;

/** What a changed definition of a followed table means: most changes nothing, a dropped or exchanged table all its rows. */
final class TableChanges {
    private static final Logger LOG = LoggerFactory.getLogger(TableChanges.class);

    private static final Pattern RENAMED = Pattern.compile(
            "\\bRENAME\\s+(TO|AS|=)|\\b(DROP|TRUNCATE|EXCHANGE)\\s+PARTITION", Pattern.CASE_INSENSITIVE);

    private final Map<String, Contract> byTable;

    TableChanges(Map<String, Contract> byTable) {
        this.byTable = Map.copyOf(byTable);
    }

    /**
     * @param change a schema change as Debezium reports it
     * @throws SnapshotNeeded when rows have gone or come that no change of rows tells of
     */
    void read(Struct change) {
        for (Object each : change.getArray("tableChanges")) {
            Struct one = (Struct) each;
            Contract contract = byTable.get(table(one.getString("id")));
            Struct table = one.getStruct("table");
            if (contract == null) {
                continue;
            }
            String ddl = String.valueOf(change.getString("ddl")).strip();
            boolean renamed = ddl.regionMatches(true, 0, "RENAME", 0, 6)
                    || RENAMED.matcher(ddl).find();
            if (table == null || renamed || !one.getString("type").equals("ALTER")) {
                throw new SnapshotNeeded(
                        "The table " + contract.physicalName() + " was dropped, renamed or made anew: " + ddl);
            }
            warnOfMissingColumns(contract, table, ddl);
        }
    }

    private static void warnOfMissingColumns(Contract contract, Struct table, String ddl) {
        Set<String> left = table.getArray("columns").stream()
                .map(column -> ((Struct) column).getString("name"))
                .collect(java.util.stream.Collectors.toSet());
        for (Column column : contract.columns()) {
            if (!left.contains(column.physicalName())) {
                LOG.warn(
                        "The column {}.{} is gone from the source ({}); rows without it go to quarantine. Correct {}.",
                        contract.physicalName(),
                        column.physicalName(),
                        ddl,
                        column.place());
            }
        }
    }

    /** The last part of {@code "shop"."orders"}. */
    private static String table(String id) {
        String bare = id.replace("\"", "");
        return bare.substring(bare.lastIndexOf('.') + 1);
    }
}
