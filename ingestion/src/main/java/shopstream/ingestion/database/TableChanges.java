package shopstream.ingestion.database;

import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;

/**
 * What a changed definition of a followed table means: most changes nothing, a dropped or exchanged table or column all its
 * rows.
 */
final class TableChanges {
    private static final Logger LOG = LoggerFactory.getLogger(TableChanges.class);

    private static final Pattern RENAMED = Pattern.compile(
            "\\bRENAME\\s+(TO|AS|=)|\\b(DROP|TRUNCATE|EXCHANGE)\\s+PARTITION", Pattern.CASE_INSENSITIVE);

    /** Types that hold what a narrower one held. Into any other, values may have been rounded or cut without a word. */
    private static final Set<Integer> WIDE =
            Set.of(Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.BIGINT);

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
            Map<String, Struct> columns = columns(table);
            if (!columns.keySet().containsAll(names(contract))) {
                // Its rows could not be read anew; they are once the column is back.
                warnOfMissingColumns(contract, columns.keySet(), ddl);
            } else {
                refuseExchangedColumns(contract, columns, ddl);
            }
        }
    }

    private static Map<String, Struct> columns(Struct table) {
        Map<String, Struct> columns = new HashMap<>();
        for (Object each : table.getArray("columns")) {
            columns.put(((Struct) each).getString("name"), (Struct) each);
        }
        return columns;
    }

    private static List<String> names(Contract contract) {
        return contract.columns().stream().map(Column::physicalName).toList();
    }

    /** What was another column's, or had another type, was changed in every row without a word in the log. */
    private static void refuseExchangedColumns(Contract contract, Map<String, Struct> columns, String ddl) {
        for (String name : names(contract)) {
            ColumnChange change = new ColumnChange(ddl, name);
            boolean wide = WIDE.contains(columns.get(name).getInt32("jdbcType"));
            if (change.takesAnothersPlace() || change.redefines() && !wide) {
                throw new SnapshotNeeded("The column " + name + " of the table " + contract.physicalName()
                        + " was given other values without a change of rows: " + ddl);
            }
        }
    }

    private static void warnOfMissingColumns(Contract contract, Set<String> left, String ddl) {
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
