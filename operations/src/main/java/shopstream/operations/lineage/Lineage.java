package shopstream.operations.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import shopstream.operations.lineage.Use.Kind;

/**
 * From which columns of which table everything comes that is made of them. Told from the text of the queries: a query in words of a
 * dialect that cannot be read counts as reading every column that its text names, of the tables that its text names.
 */
public final class Lineage {
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\w$]*");

    /**
     * Something made of fields.
     *
     * @param table as what fields name it
     * @param parts of each of its columns, measures or dimensions what it is computed from
     * @param rows the fields that decide which rows there are
     */
    public record Made(Kind kind, String name, String table, Map<String, Set<Field>> parts, Set<Field> rows) {
        public Made {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
            rows = Set.copyOf(rows);
        }

        /** Something that nobody reads, whose fields have a name that no table has. */
        private static Made last(Kind kind, String name, Map<String, Set<Field>> parts, Set<Field> rows) {
            return new Made(kind, name, kind.name().toLowerCase(Locale.ROOT) + "." + name, parts, rows);
        }
    }

    private record Reference(String mart, String column, String to) {}

    private final Map<String, Origins> tables = new TreeMap<>();
    private final Map<String, Origins> marts = new TreeMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();

    /** Adds a table that comes from nothing else: a dataset, or a seed. */
    public Lineage table(String name, Collection<String> columns) {
        tables.put(name, Origins.of(name, columns));
        return this;
    }

    /** Adds another name for a table, with columns of its own that come from nothing. */
    public Lineage alias(String name, String table, Collection<String> further) {
        Map<String, Set<Field>> columns = new LinkedHashMap<>(tables.get(table).columns());
        further.forEach(column -> columns.put(column, Set.of()));
        tables.put(name, new Origins(columns, Set.of()));
        return this;
    }

    /** Adds views, which can read each other and are read by their names. @param queries by name, in any order */
    public Lineage views(Map<String, String> queries) {
        Map<String, String> waiting = new LinkedHashMap<>(queries);
        while (!waiting.isEmpty()) {
            // Where all wait for each other they only seem to: a column is called like a view.
            String next = waiting.keySet().stream()
                    .filter(name -> waiting.keySet().stream()
                            .noneMatch(other -> !other.equals(name) && mentions(waiting.get(name), other)))
                    .findFirst()
                    .orElse(waiting.keySet().iterator().next());
            Origins origins = read(waiting.remove(next));
            made.add(new Made(Kind.MODEL, next, next, origins.columns(), origins.rows()));
            tables.put(next, Origins.of(next, origins.columns().keySet()));
        }
        return this;
    }

    /** Adds a mart, which dashboards read by its name. It may be called like a dataset. */
    public Lineage mart(String name, String sql) {
        Origins origins = read(sql);
        made.add(new Made(Kind.MODEL, name, mart(name), origins.columns(), origins.rows()));
        marts.put(name, Origins.of(mart(name), origins.columns().keySet()));
        return this;
    }

    /** Says that a mart's column leads to rows of another mart or of a seed, which dashboards reach by it. */
    public Lineage reference(String mart, String column, String to) {
        references.add(new Reference(mart, column, to));
        return this;
    }

    /** As what the fields of a mart name it. */
    public static String mart(String name) {
        return "mart." + name;
    }

    /** Adds a query that nobody else reads. */
    public Lineage query(Kind kind, String name, String sql) {
        Origins origins = read(sql);
        made.add(Made.last(kind, name, origins.columns(), origins.rows()));
        return this;
    }

    /** Adds what takes columns as they are. */
    public Lineage columns(Kind kind, String name, Collection<Field> fields) {
        Map<String, Set<Field>> parts = new LinkedHashMap<>();
        fields.forEach(field -> parts.put(field.column(), Set.of(field)));
        made.add(Made.last(kind, name, parts, Set.of()));
        return this;
    }

    /**
     * Adds a dashboard.
     *
     * @param facts marts whose columns its expressions name as they are; those of any other mart or seed stand behind its name
     * @param rows expressions that decide what counts, and when
     * @param parts its measures and dimensions by name; a measure's expression may name another's
     */
    public Lineage dashboard(
            String name, Collection<String> facts, Collection<String> rows, Map<String, String> parts) {
        Map<String, Set<Field>> known = new LinkedHashMap<>();
        for (int round = 0; round <= parts.size(); round++) {
            Scope scope = scope(facts, known);
            Map<String, Set<Field>> read = new LinkedHashMap<>();
            parts.forEach((part, expression) -> read.put(part, expression(expression, scope, facts)));
            if (read.equals(known)) {
                break;
            }
            known.clear();
            known.putAll(read);
        }
        Scope scope = scope(facts, Map.of());
        Set<Field> deciding = new TreeSet<>();
        rows.forEach(expression -> deciding.addAll(expression(expression, scope, facts)));
        made.add(Made.last(Kind.DASHBOARD, name, known, deciding));
        return this;
    }

    private Scope scope(Collection<String> facts, Map<String, Set<Field>> parts) {
        Scope around = new Scope(Optional.empty(), Map.of());
        around.from(Optional.empty(), new Origins(Map.copyOf(parts), Set.of()));
        Scope scope = around.inner();
        facts.forEach(
                fact -> Optional.ofNullable(marts.get(fact)).ifPresent(table -> scope.from(Optional.of(fact), table)));
        Set<String> near = near(facts);
        scope.qualified(reached(tables, near));
        scope.qualified(reached(marts, near));
        return scope;
    }

    /** The same tables, whose columns come from what leads to their rows too. */
    private Map<String, Origins> reached(Map<String, Origins> byName, Set<String> near) {
        Map<String, Origins> reached = new TreeMap<>();
        byName.forEach((name, table) -> {
            Set<Field> way = new TreeSet<>();
            way(name, near, way);
            Map<String, Set<Field>> columns = new LinkedHashMap<>();
            table.columns().forEach((column, from) -> {
                Set<Field> all = new TreeSet<>(way);
                all.addAll(from);
                columns.put(column, all);
            });
            reached.put(name, new Origins(columns, table.rows()));
        });
        return reached;
    }

    private void way(String to, Set<String> near, Set<Field> way) {
        for (Reference reference : references) {
            if (reference.to().equals(to)
                    && near.contains(reference.mart())
                    && way.add(new Field(mart(reference.mart()), reference.column()))) {
                way(reference.mart(), near, way);
            }
        }
    }

    /** The marts to which references lead from these. */
    private Set<String> near(Collection<String> facts) {
        Set<String> near = new TreeSet<>(facts);
        int before;
        do {
            before = near.size();
            references.stream()
                    .filter(reference -> near.contains(reference.mart()))
                    .toList()
                    .forEach(reference -> near.add(reference.to()));
        } while (near.size() > before);
        return near;
    }

    private Set<Field> expression(String sql, Scope scope, Collection<String> facts) {
        return QueryReading.expression(sql, scope)
                .orElseGet(() -> mentioned(sql, marts, mart -> facts.contains(mart) || mentions(sql, mart)));
    }

    private Origins read(String sql) {
        return QueryReading.query(sql, tables).orElseGet(() -> unreadable(sql));
    }

    /** Any word of it can be one of its columns. */
    private Origins unreadable(String sql) {
        Map<String, Set<Field>> columns = new LinkedHashMap<>();
        WORD.matcher(sql).results().forEach(word -> columns.put(word.group(), Set.of()));
        return new Origins(columns, mentioned(sql, tables, table -> mentions(sql, table)));
    }

    private static Set<Field> mentioned(String sql, Map<String, Origins> tables, Predicate<String> reads) {
        Set<Field> fields = new TreeSet<>();
        tables.forEach((table, origins) -> {
            if (reads.test(table)) {
                origins.columns().forEach((column, from) -> {
                    if (mentions(sql, column)) {
                        fields.addAll(from);
                    }
                });
            }
        });
        return fields;
    }

    private static boolean mentions(String sql, String word) {
        return Pattern.compile(
                        "(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(sql)
                .find();
    }

    /** All that is made, in the order in which it is. */
    public List<Made> all() {
        return List.copyOf(made);
    }

    /** All that comes from any of the fields, directly or through models, in the order in which it is made. */
    public List<Use> of(Collection<Field> fields) {
        Set<Field> touched = new TreeSet<>(fields);
        List<Use> uses = new ArrayList<>();
        for (Made each : made) {
            boolean rows = each.rows().stream().anyMatch(touched::contains);
            Set<String> parts = new TreeSet<>();
            each.parts().forEach((part, from) -> {
                if (rows || from.stream().anyMatch(touched::contains)) {
                    parts.add(part);
                }
            });
            if (rows || !parts.isEmpty()) {
                uses.add(new Use(each.kind(), each.name(), parts, rows));
                parts.forEach(part -> touched.add(new Field(each.table(), part)));
            }
        }
        return uses;
    }
}
