package shopstream.lake;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import shopstream.contracts.Contract;

/** What a contract asks for beyond the columns that a history has. Only what needs no rewriting is done. */
final class SchemaChange {
    private final Table table;
    private final UpdateSchema update;
    private final List<String> changes = new ArrayList<>();

    private SchemaChange(Table table) {
        this.table = table;
        this.update = table.updateSchema();
    }

    /** @throws LakeProblem where a column changed its type in a way that needs rewriting */
    static SchemaChange of(Table table, Contract contract) {
        SchemaChange change = new SchemaChange(table);
        Schema wanted = HistorySchema.of(contract);
        for (NestedField field : wanted.columns()) {
            change.column(table.schema().findField(field.name()), field, contract);
        }
        return change;
    }

    private void column(NestedField there, NestedField wanted, Contract contract) {
        if (there == null) {
            update.addColumn(wanted.name(), wanted.type(), wanted.doc());
            changes.add(wanted.name());
        } else if (!there.type().equals(wanted.type())) {
            if (narrower(wanted.type(), there.type())) {
                return;
            }
            if (!TypeUtil.isPromotionAllowed(there.type(), wanted.type().asPrimitiveType())) {
                throw new LakeProblem(
                        "The column `" + wanted.name() + "` of the lake's " + contract.dataset() + " holds "
                                + there.type() + ", and the contract " + contract.versionedId() + " now says "
                                + wanted.type() + ".",
                        "What was written is not rewritten: give the column a new name in the contract, with the old one as"
                                + " its physicalName, or take the type back.");
            }
            update.updateColumn(wanted.name(), wanted.type().asPrimitiveType());
            changes.add(wanted.name());
        }
    }

    /** Whether what a contract now allows fits into what the table has. */
    private static boolean narrower(Type wanted, Type there) {
        return TypeUtil.isPromotionAllowed(wanted, there.asPrimitiveType());
    }

    void commit() {
        if (!changes.isEmpty()) {
            update.commit();
            table.refresh();
        }
    }
}
