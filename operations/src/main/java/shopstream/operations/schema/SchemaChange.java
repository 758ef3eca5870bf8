package shopstream.operations.schema;

import java.util.List;
import java.util.Optional;

/** What a statement does to the shape of one table. Names are as the source has them. */
public sealed interface SchemaChange {
    /** The table, with its schema where the statement names one. */
    String table();

    /** In words that go on after "The statement …". */
    String what();

    /** There is one more column. */
    record ColumnAdded(String table, String column, String type) implements SchemaChange {
        @Override
        public String what() {
            return "adds " + table + "." + column + ", " + type;
        }
    }

    /** A column goes. */
    record ColumnDropped(String table, String column) implements SchemaChange {
        @Override
        public String what() {
            return "drops " + table + "." + column;
        }
    }

    /** A column is called otherwise. */
    record ColumnRenamed(String table, String column, String to) implements SchemaChange {
        @Override
        public String what() {
            return "calls " + table + "." + column + " " + to;
        }
    }

    /**
     * A column is given another definition.
     *
     * @param type as the statement writes it; empty where it stays
     * @param required whether each row has a value from then on; empty where that stays
     */
    record ColumnDefined(String table, String column, Optional<String> type, Optional<Boolean> required)
            implements SchemaChange {
        @Override
        public String what() {
            String nullable = required.map(must -> must ? "NOT NULL" : "NULL").orElse("");
            return "makes " + table + "." + column + " " + (type.orElse("") + " " + nullable).strip();
        }
    }

    /** The primary key is another. @param columns none where there is none from then on */
    record KeyChanged(String table, List<String> columns) implements SchemaChange {
        public KeyChanged {
            columns = List.copyOf(columns);
        }

        @Override
        public String what() {
            return columns.isEmpty()
                    ? "leaves " + table + " without a primary key"
                    : "makes (" + String.join(", ", columns) + ") the primary key of " + table;
        }
    }

    /** The table goes. */
    record TableDropped(String table) implements SchemaChange {
        @Override
        public String what() {
            return "drops the table " + table;
        }
    }

    /** The table is called otherwise. */
    record TableRenamed(String table, String to) implements SchemaChange {
        @Override
        public String what() {
            return "calls the table " + table + " " + to;
        }
    }

    /** Rows go that no change of rows tells of. */
    record RowsGone(String table) implements SchemaChange {
        @Override
        public String what() {
            return "takes rows out of " + table;
        }
    }

    /** Nothing that rows look like: an index, a comment, where it is kept. */
    record ShapeKept(String table) implements SchemaChange {
        @Override
        public String what() {
            return "changes no column of " + table;
        }
    }
}
