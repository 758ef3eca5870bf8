package shopstream.operations.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.alter.AlterExpression;
import net.sf.jsqlparser.statement.alter.AlterExpression.ColumnDataType;
import net.sf.jsqlparser.statement.alter.RenameTableStatement;
import net.sf.jsqlparser.statement.create.index.CreateIndex;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.truncate.Truncate;
import shopstream.operations.schema.SchemaChange.ColumnAdded;
import shopstream.operations.schema.SchemaChange.ColumnDefined;
import shopstream.operations.schema.SchemaChange.ColumnDropped;
import shopstream.operations.schema.SchemaChange.ColumnRenamed;
import shopstream.operations.schema.SchemaChange.KeyChanged;
import shopstream.operations.schema.SchemaChange.RowsGone;
import shopstream.operations.schema.SchemaChange.ShapeKept;
import shopstream.operations.schema.SchemaChange.TableDropped;
import shopstream.operations.schema.SchemaChange.TableRenamed;

/** Reads statements of MariaDB, MySQL and PostgreSQL that change tables. */
public final class PlannedChanges {
    /** What the parser does not know, and what it knows that does the same. */
    private static final Map<Pattern, String> SAME = Map.of(
            words("(ALTER TABLE (?:IF EXISTS )?)ONLY "), "$1",
            words("SET DATA TYPE "), "TYPE ",
            words("DROP FOREIGN KEY "), "DROP CONSTRAINT ",
            words("DROP (?:INDEX|KEY) (?=[^\\s(]+ ?(?:,|;|$))"), "DROP CONSTRAINT ",
            words("RENAME (?:INDEX|KEY) [^\\s,]+ TO [^\\s,;]+"), "FORCE",
            words("RENAME (?:AS|=) "), "RENAME TO ",
            words(" RESTRICT(?= ?(?:,|;|$))"), "");

    private final List<SchemaChange> changes = new ArrayList<>();

    private PlannedChanges() {}

    private static Pattern words(String text) {
        return Pattern.compile(text.replace(" ", "\\s+").replace("\\s+?", "\\s*"), Pattern.CASE_INSENSITIVE);
    }

    /**
     * What the statements do, one by one.
     *
     * @throws UnreadableChange where that cannot be told of one of them; nothing is passed over
     */
    public static List<SchemaChange> read(String sql) throws UnreadableChange {
        String known = sql;
        for (Map.Entry<Pattern, String> same : SAME.entrySet()) {
            Matcher found = same.getKey().matcher(known);
            known = found.replaceAll(same.getValue());
        }
        PlannedChanges planned = new PlannedChanges();
        try {
            for (Statement statement : CCJSqlParserUtil.parseStatements(known)) {
                planned.add(statement);
            }
        } catch (JSQLParserException e) {
            throw new UnreadableChange("It cannot be read" + near(e));
        }
        if (planned.changes.isEmpty()) {
            throw new UnreadableChange("There is no statement in it");
        }
        return List.copyOf(planned.changes);
    }

    private static String near(JSQLParserException e) {
        Matcher place = Pattern.compile(
                        "unexpected token: \"([^\"]*)\".*?at line (\\d+), column (\\d+)", Pattern.DOTALL)
                .matcher(String.valueOf(e.getMessage()));
        return place.find()
                ? " at `" + place.group(1) + "`, line " + place.group(2) + ", column " + place.group(3)
                : "";
    }

    private void add(Statement statement) throws UnreadableChange {
        if (statement instanceof Alter alter) {
            String table = name(alter.getTable());
            for (AlterExpression one : alter.getAlterExpressions()) {
                add(table, one);
            }
        } else if (statement instanceof RenameTableStatement rename) {
            rename.getTableNames()
                    .forEach(pair -> changes.add(new TableRenamed(name(pair.getKey()), name(pair.getValue()))));
        } else if (statement instanceof Drop drop && drop.getType().equalsIgnoreCase("TABLE")) {
            changes.add(new TableDropped(name(drop.getName())));
        } else if (statement instanceof Truncate truncate) {
            changes.add(new RowsGone(name(truncate.getTable())));
        } else if (statement instanceof CreateIndex index) {
            changes.add(new ShapeKept(name(index.getTable())));
        } else {
            throw new UnreadableChange("`" + start(statement.toString()) + "` is not known to change a table");
        }
    }

    private void add(String table, AlterExpression one) throws UnreadableChange {
        switch (one.getOperation()) {
            case ADD -> added(table, one);
            case DROP -> dropped(table, one);
            case CHANGE -> changed(table, one);
            case MODIFY -> modified(table, one);
            case ALTER -> altered(table, one);
            case RENAME ->
                changes.add(new ColumnRenamed(table, bare(one.getColumnOldName()), bare(one.getColumnName())));
            case RENAME_TABLE -> changes.add(new TableRenamed(table, bare(one.getNewTableName())));
            case DROP_PRIMARY_KEY -> changes.add(new KeyChanged(table, List.of()));
            case DROP_PARTITION, TRUNCATE_PARTITION, EXCHANGE_PARTITION, DISCARD_TABLESPACE, IMPORT_TABLESPACE ->
                changes.add(new RowsGone(table));
            case UNSPECIFIC ->
                throw new UnreadableChange(
                        "What `" + start(one.toString()) + "` does to the rows of " + table + " is not known");
            default -> changes.add(new ShapeKept(table));
        }
    }

    private void added(String table, AlterExpression one) {
        Optional<List<String>> key = key(one);
        if (key.isPresent()) {
            changes.removeIf(change -> change.equals(new KeyChanged(table, List.of())));
            changes.add(new KeyChanged(table, key.get()));
        } else if (one.getColDataTypeList() == null) {
            changes.add(new ShapeKept(table));
        } else {
            for (ColumnDataType column : one.getColDataTypeList()) {
                changes.add(new ColumnAdded(table, bare(column.getColumnName()), type(column)));
            }
        }
    }

    private static Optional<List<String>> key(AlterExpression one) {
        List<String> columns = one.getPkColumns();
        if (one.getIndex() != null
                && "PRIMARY KEY".equalsIgnoreCase(one.getIndex().getType())) {
            columns = one.getIndex().getColumnsNames();
        }
        return Optional.ofNullable(columns)
                .map(names -> names.stream().map(PlannedChanges::bare).toList());
    }

    private void dropped(String table, AlterExpression one) {
        changes.add(
                one.getColumnName() == null
                        ? new ShapeKept(table)
                        : new ColumnDropped(table, bare(one.getColumnName())));
    }

    private void changed(String table, AlterExpression one) {
        ColumnDataType column = one.getColDataTypeList().get(0);
        String before = bare(one.getColumnOldName());
        String after = bare(column.getColumnName());
        if (!before.equals(after)) {
            changes.add(new ColumnRenamed(table, before, after));
        }
        changes.add(new ColumnDefined(table, before, Optional.of(type(column)), Optional.of(isRequired(column))));
    }

    private void modified(String table, AlterExpression one) {
        for (ColumnDataType column : one.getColDataTypeList()) {
            changes.add(new ColumnDefined(
                    table, bare(column.getColumnName()), Optional.of(type(column)), Optional.of(isRequired(column))));
        }
    }

    /** As PostgreSQL writes it, where what is not named stays. */
    private void altered(String table, AlterExpression one) {
        if (one.getColDataTypeList() == null) {
            changes.add(new ShapeKept(table));
            return;
        }
        for (ColumnDataType column : one.getColDataTypeList()) {
            String name = bare(column.getColumnName());
            ColDataType type = column.getColDataType();
            boolean typed = type != null && !type.getDataType().equalsIgnoreCase("SET");
            changes.add(new ColumnDefined(
                    table,
                    name,
                    typed ? Optional.of(type(column)) : Optional.empty(),
                    typed
                            ? Optional.empty()
                            : Optional.of(!column.getColumnSpecs().contains("DROP"))));
        }
    }

    private static boolean isRequired(ColumnDataType column) {
        String words = " " + String.join(" ", column.getColumnSpecs()).toUpperCase(Locale.ROOT) + " ";
        return words.contains(" NOT NULL ") || words.contains(" PRIMARY KEY ");
    }

    /** With what belongs to the type of what is written behind it. */
    private static String type(ColumnDataType column) {
        String type = column.getColDataType().toString().replace(" (", "(").replace(", ", ",");
        boolean unsigned = column.getColumnSpecs() != null
                && column.getColumnSpecs().stream().anyMatch("unsigned"::equalsIgnoreCase);
        return unsigned ? type + " unsigned" : type;
    }

    private static String name(Table table) {
        return table.getSchemaName() == null
                ? bare(table.getName())
                : bare(table.getSchemaName()) + "." + bare(table.getName());
    }

    private static String bare(String name) {
        return name.replaceAll("^[`\"\\[]|[`\"\\]]$", "");
    }

    private static String start(String sql) {
        return sql.length() > 60 ? sql.substring(0, 60) + "…" : sql;
    }
}
