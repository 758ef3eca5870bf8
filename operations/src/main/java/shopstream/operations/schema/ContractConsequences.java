package shopstream.operations.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shopstream.contracts.Column;
import shopstream.contracts.Contract;
import shopstream.contracts.PhysicalType;
import shopstream.contracts.yaml.Nearest;
import shopstream.operations.lineage.Field;
import shopstream.operations.schema.Consequence.Weight;
import shopstream.operations.schema.SchemaChange.ColumnAdded;
import shopstream.operations.schema.SchemaChange.ColumnDefined;
import shopstream.operations.schema.SchemaChange.ColumnDropped;
import shopstream.operations.schema.SchemaChange.ColumnRenamed;
import shopstream.operations.schema.SchemaChange.KeyChanged;
import shopstream.operations.schema.SchemaChange.RowsGone;
import shopstream.operations.schema.SchemaChange.ShapeKept;
import shopstream.operations.schema.SchemaChange.TableDropped;
import shopstream.operations.schema.SchemaChange.TableRenamed;

/** Holds changes of the schema against the contracts, whether they are planned or have happened. */
public final class ContractConsequences {
    private final Collection<Contract> contracts;
    private final SourceTypes types;

    public ContractConsequences(Collection<Contract> contracts, SourceTypes types) {
        this.contracts = List.copyOf(contracts);
        this.types = types;
    }

    /** What a change means. */
    public Consequence of(SchemaChange change) {
        return contract(change.table())
                .map(contract -> of(change, contract))
                .orElseGet(() -> harmless(
                        change,
                        "No contract is about the table " + change.table() + "."
                                + Nearest.of(last(change.table()), tables())
                                        .map(near -> " The nearest that one is about is " + near + ".")
                                        .orElse("")));
    }

    private List<String> tables() {
        return contracts.stream().map(contract -> last(contract.physicalName())).toList();
    }

    /** A schema counts where both name one. */
    private Optional<Contract> contract(String table) {
        return contracts.stream()
                .filter(contract -> last(contract.physicalName()).equalsIgnoreCase(last(table)))
                .filter(contract -> !table.contains(".")
                        || !contract.physicalName().contains(".")
                        || contract.physicalName().equalsIgnoreCase(table))
                .findFirst();
    }

    private static String last(String table) {
        return table.substring(table.lastIndexOf('.') + 1);
    }

    private Consequence of(SchemaChange change, Contract contract) {
        if (change instanceof ColumnAdded added) {
            return added(added, contract);
        } else if (change instanceof ColumnDropped dropped) {
            return column(contract, dropped.column())
                    .map(column -> dropped(dropped, contract, column))
                    .orElseGet(() -> unread(dropped, contract, dropped.column()));
        } else if (change instanceof ColumnRenamed renamed) {
            return renamed(renamed, contract);
        } else if (change instanceof ColumnDefined defined) {
            return column(contract, defined.column())
                    .map(column -> defined(defined, contract, column))
                    .orElseGet(() -> unread(defined, contract, defined.column()));
        } else if (change instanceof KeyChanged key) {
            return key(key, contract);
        } else if (change instanceof TableDropped dropped) {
            return new Consequence(
                    dropped,
                    Weight.BREAKS,
                    "All rows of " + contract.dataset() + " are gone, and whatever is made of them is without them.",
                    "Take the contract " + contract.place().file()
                            + " out, and what reads it, first; or keep the table.",
                    all(contract));
        } else if (change instanceof TableRenamed renamed) {
            return new Consequence(
                    renamed,
                    Weight.BREAKS,
                    "The contract " + contract.place() + " is about a table of that name, and finds none.",
                    "When the table is called so, write `physicalName: " + renamed.to() + "` there; nothing that reads "
                            + contract.dataset() + " has to change.",
                    all(contract));
        } else if (change instanceof RowsGone) {
            return harmless(change, "All rows of " + contract.dataset() + " are read anew, and the figures follow.");
        }
        return harmless((ShapeKept) change, "Rows of " + contract.dataset() + " stay as they are.");
    }

    private Consequence added(ColumnAdded added, Contract contract) {
        if (types.isUnreadable(added.type())) {
            return new Consequence(
                    added,
                    Weight.BREAKS,
                    "A table with a column of the type " + added.type()
                            + " cannot be followed, whether or not the contract names the column.",
                    "Let the column be varchar(45).",
                    all(contract));
        }
        return column(contract, added.column())
                .map(column -> harmless(
                        added,
                        "The contract names the column already (" + column.place()
                                + "): all rows are read anew, with it."))
                .orElseGet(() -> new Consequence(
                        added,
                        Weight.HARMLESS,
                        "Only the columns that " + contract.place().file()
                                + " names leave the source, and it does not name this one.",
                        "To have it, add it to `properties` there.",
                        Set.of()));
    }

    private static Consequence dropped(ColumnDropped dropped, Contract contract, Column column) {
        return new Consequence(
                dropped,
                Weight.BREAKS,
                "The contract names it (" + column.place() + "): each row of " + contract.dataset()
                        + " that changes from then on is set aside, and the figures keep it as it was.",
                "Take the column out of the contract and of what reads it first, or keep it in the table.",
                field(contract, column));
    }

    private static Consequence renamed(ColumnRenamed renamed, Contract contract) {
        Optional<Column> replaced = column(contract, renamed.to());
        Optional<Column> named = column(contract, renamed.column());
        if (named.isEmpty() && replaced.isEmpty()) {
            return unread(renamed, contract, renamed.column());
        }
        Set<Field> fields = new TreeSet<>();
        named.ifPresent(column -> fields.addAll(field(contract, column)));
        replaced.ifPresent(column -> fields.addAll(field(contract, column)));
        if (named.isEmpty()) {
            return new Consequence(
                    renamed,
                    Weight.BREAKS,
                    "The contract takes what is called " + renamed.to() + " ("
                            + replaced.get().place() + "): all rows are read anew, with what was in " + renamed.column()
                            + ".",
                    "See to it that this is meant; else give it another name.",
                    fields);
        }
        return new Consequence(
                renamed,
                Weight.BREAKS,
                "The contract knows it by its old name (" + named.get().place() + "): each row of " + contract.dataset()
                        + " that changes from then on is set aside.",
                "When the column is called so, write `physicalName: " + renamed.to()
                        + "` there; nothing that reads it has to change.",
                fields);
    }

    private Consequence defined(ColumnDefined defined, Contract contract, Column column) {
        Optional<String> misfit = defined.type().flatMap(type -> types.misfit(type, column.type()));
        if (misfit.isPresent()) {
            return new Consequence(
                    defined,
                    Weight.BREAKS,
                    "It is " + defined.type().get() + " then, " + misfit.get() + " (" + column.place() + ").",
                    "Give the contract's column the new logicalType when the change is made, and look at what reads it.",
                    field(contract, column));
        }
        boolean wider = defined.type()
                .flatMap(PhysicalType::of)
                .filter(type -> type.exceeds(column.type()))
                .isPresent();
        if (wider) {
            return new Consequence(
                    defined,
                    Weight.SETS_ASIDE,
                    "It has room for more than the contract takes (" + column.place()
                            + "): a row with a value beyond that is set aside.",
                    "Write `physicalType: " + defined.type().get() + "` there first.",
                    field(contract, column));
        }
        if (column.required() && defined.required().filter(must -> !must).isPresent()) {
            return new Consequence(
                    defined,
                    Weight.SETS_ASIDE,
                    "The contract wants a value in each row (" + column.place() + "): a row without one is set aside.",
                    column.keyPosition() > 0
                            ? "Keep it NOT NULL: it is part of the key."
                            : "Write `required: false` there first, and look at what reads it.",
                    field(contract, column));
        }
        return harmless(
                defined,
                defined.type().isPresent()
                        ? "Its values fit the contract as before. The database may have changed them without a word in its"
                                + " log, so all rows of " + contract.dataset() + " may be read anew."
                        : "Its values fit the contract as before.");
    }

    private static Consequence key(KeyChanged changed, Contract contract) {
        Set<String> now = changed.columns().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> stated = contract.key().stream()
                .map(column -> column.physicalName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        if (now.equals(stated)) {
            return harmless(changed, "The contract tells its rows apart by the same columns.");
        }
        return new Consequence(
                changed,
                Weight.BREAKS,
                "The contract tells rows apart by (" + String.join(", ", stated) + "), at " + contract.place() + ".",
                changed.columns().isEmpty()
                        ? "Keep a primary key: without one a row cannot be told from another."
                        : "When the key is changed, set primaryKey and primaryKeyPosition there, and the keys of the models.",
                all(contract));
    }

    private static Consequence unread(SchemaChange change, Contract contract, String column) {
        return harmless(
                change,
                "The contract of " + contract.dataset() + " does not name " + column + ", so nothing here reads it.");
    }

    private static Consequence harmless(SchemaChange change, String what) {
        return new Consequence(change, Weight.HARMLESS, what, "", Set.of());
    }

    private static Optional<Column> column(Contract contract, String name) {
        return contract.columns().stream()
                .filter(column -> column.physicalName().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Set<Field> field(Contract contract, Column column) {
        return Set.of(new Field(contract.dataset(), column.name()));
    }

    private static Set<Field> all(Contract contract) {
        return contract.columns().stream()
                .flatMap(column -> field(contract, column).stream())
                .collect(Collectors.toSet());
    }
}
