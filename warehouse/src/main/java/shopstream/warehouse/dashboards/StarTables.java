package shopstream.warehouse.dashboards;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shopstream.contracts.seeds.Seed;
import shopstream.contracts.yaml.Nearest;
import shopstream.contracts.yaml.Place;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.MartColumn;
import shopstream.eventlog.MartDeclaration;
import shopstream.eventlog.Reference;

/** The tables a fact's references lead to, and how each is joined. */
public final class StarTables {

    private final String fact;
    private final List<String> facts;
    private final Set<String> days = new LinkedHashSet<>();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, Join> joins = new LinkedHashMap<>();

    /**
     * {@code parent.parentColumn} names the row of {@code table} whose {@code key} is equal.
     *
     * @param source the mart or seed; where several references lead to it, only the first is called like it, the others like
     *     {@code parent_source}
     */
    public record Join(String parent, String parentColumn, String table, String source, String key) {}

    /** A mart as it stands in the star. */
    private record Placed(String name, MartDeclaration mart) {}

    private StarTables(List<String> facts) {
        this.fact = facts.get(0);
        this.facts = List.copyOf(facts);
    }

    static Optional<StarTables> of(
            Dashboard dashboard, Collection<MartDeclaration> marts, Collection<Seed> seeds, Problems problems) {
        var byName = new LinkedHashMap<String, MartDeclaration>();
        marts.forEach(mart -> byName.put(mart.name(), mart));
        var facts = new ArrayList<>(List.of(dashboard.mart()));
        facts.addAll(dashboard.also());
        for (String fact : facts) {
            if (!byName.containsKey(fact)) {
                problems.add(
                        dashboard.place(),
                        "There is no mart \"" + fact + "\"",
                        Nearest.of(fact, byName.keySet())
                                .map(near -> "Did you mean " + near + "?")
                                .orElse("Known are " + byName.keySet()));
                return Optional.empty();
            }
        }
        var tables = new StarTables(facts);
        tables.columns.put(tables.fact, columns(facts.stream().map(byName::get).toList(), dashboard.place(), problems));
        marts.forEach(mart -> mart.columns().stream()
                .filter(column -> column.type().equals("DATE"))
                .forEach(column -> tables.days.add(quoted(mart.name(), column.name()))));
        var open = new ArrayDeque<Placed>();
        facts.forEach(fact -> open.add(new Placed(tables.fact, byName.get(fact))));
        while (!open.isEmpty()) {
            Placed parent = open.remove();
            for (Reference reference : parent.mart().references()) {
                Optional<Seed> seed = seeds.stream()
                        .filter(s -> s.name().equals(reference.mart()))
                        .findFirst();
                MartDeclaration mart = byName.get(reference.mart());
                Optional<String> name = tables.nameOf(parent.name(), reference);
                if (name.isPresent() && mart != null) {
                    tables.join(parent.name(), reference, name.get(), names(mart));
                    open.add(new Placed(name.get(), mart));
                } else if (name.isPresent() && seed.isPresent()) {
                    tables.join(parent.name(), reference, name.get(), seed.get().columns());
                    requireUnique(seed.get(), reference.targetColumn(), problems);
                }
            }
        }
        return Optional.of(tables);
    }

    private void join(String parent, Reference reference, String name, List<String> its) {
        columns.put(name, its);
        joins.put(name, new Join(parent, reference.column(), name, reference.mart(), reference.targetColumn()));
    }

    /** What a table is called that a reference leads to; nothing where it is joined already, or leads back to itself. */
    private Optional<String> nameOf(String parent, Reference reference) {
        String table = reference.mart();
        boolean joined = joins.values().stream()
                .anyMatch(join -> join.parent().equals(parent)
                        && join.parentColumn().equals(reference.column())
                        && join.source().equals(table));
        boolean leadsBack = facts.contains(table)
                || path(parent).stream().anyMatch(join -> join.source().equals(table));
        String name = columns.containsKey(table) ? parent + "_" + table : table;
        return joined || leadsBack || columns.containsKey(name) ? Optional.empty() : Optional.of(name);
    }

    /** The columns of the facts, each once. */
    private static List<String> columns(List<MartDeclaration> facts, Place place, Problems problems) {
        var types = new LinkedHashMap<String, String>();
        for (MartDeclaration fact : facts) {
            for (MartColumn column : fact.columns()) {
                String before = types.putIfAbsent(column.name(), column.type());
                if (before != null && !before.equals(column.type())) {
                    problems.add(
                            place,
                            "The column " + column.name() + " is " + before + " in "
                                    + facts.get(0).name() + " and " + column.type() + " in " + fact.name(),
                            "Cast it to one type in the models, or call it otherwise in one of the two");
                }
            }
        }
        return List.copyOf(types.keySet());
    }

    /** A second row for the same key would count every sale twice. */
    private static void requireUnique(Seed seed, String column, Problems problems) {
        int key = seed.columns().indexOf(column);
        var met = new HashSet<String>();
        for (int i = 0; key >= 0 && i < seed.rows().size(); i++) {
            String value = seed.rows().get(i).get(key);
            if (value != null && !met.add(value)) {
                problems.add(
                        seed.placeOf(i), "\"" + value + "\" stands here a second time", "Keep one row per " + column);
            }
        }
    }

    private static List<String> names(MartDeclaration mart) {
        return mart.columns().stream().map(MartColumn::name).toList();
    }

    /** Whether a qualified column is a day without a time. */
    boolean isDay(String qualified) {
        return days.contains(qualified);
    }

    public String fact() {
        return fact;
    }

    /** The marts whose rows are the fact's; the first gives it its name. */
    public List<String> facts() {
        return facts;
    }

    /** The fact in SQL, under its name. */
    String source() {
        return facts.size() == 1
                ? quoted(fact)
                : facts.stream()
                        .map(mart -> "SELECT * FROM " + quoted(mart))
                        .collect(Collectors.joining(" UNION ALL BY NAME ", "(", ") AS " + quoted(fact)));
    }

    /** The joins in the order they are made; a parent comes before what is joined to it. */
    public Collection<Join> joins() {
        return joins.values();
    }

    /** The joins that lead from the fact to a table, nearest first. */
    public List<Join> path(String table) {
        var path = new ArrayDeque<Join>();
        for (Join join = joins.get(table); join != null; join = joins.get(join.parent())) {
            path.addFirst(join);
        }
        return List.copyOf(path);
    }

    static String quoted(String table, String column) {
        return quoted(table) + "." + quoted(column);
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }

    String column(String table, String column, Place place, Problems problems) {
        String owner = table.isEmpty() ? fact : table;
        List<String> known = columns.get(owner);
        if (known == null) {
            problems.add(
                    place,
                    "The references of mart " + fact + " do not lead to \"" + owner + "\"",
                    Nearest.of(owner, columns.keySet())
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Reachable are " + columns.keySet()));
        } else if (!known.contains(column)) {
            problems.add(
                    place,
                    "\"" + owner + "\" has no column \"" + column + "\"",
                    Nearest.of(column, known)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Its columns are " + known));
        }
        return quoted(owner, column);
    }

    /** @param source what stands in for the fact, under the fact's name */
    String from(String source, Collection<String> expressions) {
        Set<String> needed = needed(expressions);
        var from = new StringBuilder(source);
        for (Join join : joins.values()) {
            if (needed.contains(join.table())) {
                from.append(" LEFT JOIN ").append(quoted(join.source()));
                if (!join.table().equals(join.source())) {
                    from.append(" AS ").append(quoted(join.table()));
                }
                from.append(" ON ");
                from.append(quoted(join.parent(), join.parentColumn())).append(" = ");
                from.append(quoted(join.table(), join.key()));
            }
        }
        return from.toString();
    }

    private Set<String> needed(Collection<String> expressions) {
        var needed = new LinkedHashSet<String>();
        for (Join join : joins.values()) {
            if (expressions.stream().anyMatch(e -> e.contains("\"" + join.table() + "\"."))) {
                path(join.table()).forEach(step -> needed.add(step.table()));
            }
        }
        return needed;
    }

    Set<String> usedTables(Collection<String> expressions, Collection<Star.LabelSource> labels) {
        var used = new LinkedHashSet<String>();
        used.addAll(facts);
        needed(expressions).forEach(table -> used.add(joins.get(table).source()));
        labels.forEach(label -> used.add(label.table()));
        return used;
    }

    Set<String> usedColumns(String table, Collection<String> expressions) {
        var used = new LinkedHashSet<String>();
        for (String column : columns.getOrDefault(table, List.of())) {
            String quoted = quoted(table, column);
            boolean read = expressions.stream().anyMatch(e -> e.contains(quoted));
            boolean leads = joins.values().stream()
                    .anyMatch(join -> join.parent().equals(table)
                            && join.parentColumn().equals(column)
                            && needed(expressions).contains(join.table()));
            if (read || leads) {
                used.add(column);
            }
        }
        return used;
    }

    Optional<Star.LabelSource> label(String name, String value, String label) {
        for (Join join : joins.values()) {
            if (quoted(join.parent(), join.parentColumn()).equals(value)) {
                for (String column : columns.get(join.table())) {
                    if (quoted(join.table(), column).equals(label)) {
                        return Optional.of(new Star.LabelSource(name, join.source(), join.key(), column));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
