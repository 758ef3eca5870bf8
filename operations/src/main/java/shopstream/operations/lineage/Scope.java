package shopstream.operations.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a name in one part of a query can mean: the tables behind its FROM, and those of the query around it. */
final class Scope {
    private final Optional<Scope> around;
    private final Map<String, Origins> named;
    private final List<Origins> unqualified = new ArrayList<>();
    private final Map<String, Origins> byAlias = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param named the tables that FROM can name here */
    Scope(Optional<Scope> around, Map<String, Origins> named) {
        this.around = around;
        this.named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.named.putAll(named);
    }

    /** A part of this one's query with a FROM of its own. */
    Scope inner() {
        return new Scope(Optional.of(this), named);
    }

    /** Lets FROM name one more table, as WITH does. */
    void define(String name, Origins table) {
        named.put(name, table);
    }

    Optional<Origins> table(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /** Takes a table into FROM. @param alias by which its columns can be named, where it has one */
    void from(Optional<String> alias, Origins table) {
        unqualified.add(table);
        alias.ifPresent(name -> byAlias.put(name, table));
    }

    /** Tables whose columns can be named only with their names before them. */
    void qualified(Map<String, Origins> tables) {
        byAlias.putAll(tables);
    }

    List<Origins> tables() {
        return unqualified;
    }

    Optional<Origins> alias(String alias) {
        return Optional.ofNullable(byAlias.get(alias)).or(() -> around.flatMap(scope -> scope.alias(alias)));
    }

    /** A column by its bare name: of every table here that has one, since USING makes them one; else of the query around. */
    Optional<Set<Field>> column(String name) {
        Set<Field> fields = new TreeSet<>();
        boolean found = false;
        for (Origins table : unqualified) {
            Optional<Set<Field>> own = table.column(name);
            found |= own.isPresent();
            own.ifPresent(fields::addAll);
        }
        return found ? Optional.of(fields) : around.flatMap(scope -> scope.column(name));
    }
}
