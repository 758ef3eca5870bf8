package shopstream.warehouse.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import shopstream.contracts.yaml.Nearest;
import shopstream.warehouse.training.QueryTree;
import shopstream.warehouse.training.Sql;

/**
 * What a question in SQL reads, told from the tree into which DuckDB parses it. One SELECT over tables that there are, with
 * functions that are known to be harmless: everything else is refused.
 */
final class SqlStatement {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TABLE_FUNCTIONS = Set.of("unnest", "range", "generate_series");
    private static final Set<String> SOURCES =
            Set.of("BASE_TABLE", "SUBQUERY", "JOIN", "EXPRESSION_LIST", "EMPTY", "PIVOT", "TABLE_FUNCTION", "SHOW_REF");
    private static final Set<String> OUR_SCHEMAS = Set.of("", "main", "lake");
    private static final String ONLY_TABLES =
            "Read marts, measures and tables of the lake by their names; ./shopstream sql --tables lists them.";

    private final Collection<String> tables;
    private final Set<String> read = new TreeSet<>();

    private SqlStatement(Collection<String> tables) {
        this.tables = tables;
    }

    /**
     * The tables that a question reads.
     *
     * @param tables that there are; those of the lake as {@code lake.NAME}
     * @throws SqlProblem where it is anything but one SELECT over them
     */
    static Set<String> tables(Connection connection, String sql, Collection<String> tables) throws SQLException {
        String tree = Sql.one(connection, "SELECT json_serialize_sql(" + Sql.text(sql) + ")", row -> row.getString(1));
        SqlStatement statement = new SqlStatement(tables);
        try {
            QueryTree.walk(single(JSON.readTree(tree)), statement::visit);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB's tree of a statement is no JSON", e);
        }
        return statement.read;
    }

    private static JsonNode single(JsonNode tree) {
        String error = tree.path("error_message").asText();
        if (tree.path("error_type").asText().equals("not implemented")) {
            throw refused(
                    "Only a SELECT can be asked; this is another statement.",
                    "Nothing here can be changed, set or loaded. Write SELECT … FROM ….");
        }
        if (tree.path("error").asBoolean()) {
            throw new SqlProblem(
                    SqlProblem.Kind.WRONG, "This is not SQL as DuckDB reads it: " + error + ".", "Correct it there.");
        }
        if (tree.path("statements").size() != 1) {
            throw refused(
                    "These are " + tree.path("statements").size() + " statements.",
                    "Ask one SELECT at a time; WITH … AS joins several into one.");
        }
        return tree.path("statements").get(0);
    }

    private void visit(JsonNode node, Set<String> defined) {
        if (node.has("alias") && node.has("sample")) {
            source(node, defined);
        }
        if (!node.path("function_name").asText().isEmpty()) {
            function(node.path("function_name").asText());
        }
        if (node.path("class").asText().equals("PARAMETER")) {
            throw refused("A ? or $ stands for a value that nobody gives.", "Write the value itself.");
        }
    }

    private void source(JsonNode node, Set<String> defined) {
        String type = node.path("type").asText();
        if (!SOURCES.contains(type)) {
            throw refused("A question cannot read from a " + folded(node.path("type")) + ".", ONLY_TABLES);
        }
        switch (type) {
            case "BASE_TABLE" -> table(node, defined);
            case "SHOW_REF" -> {
                if (node.path("query").isNull()) {
                    throw refused(
                            "SHOW is not answered here.",
                            "The tables are listed on /explore and by ./shopstream sql --tables; DESCRIBE TABLE tells"
                                    + " its columns.");
                }
            }
            case "TABLE_FUNCTION" -> {
                String function = folded(node.path("function").path("function_name"));
                if (!TABLE_FUNCTIONS.contains(function)) {
                    throw refused("A question may not call " + function + "(…).", ONLY_TABLES);
                }
            }
            default -> {
                // What it consists of is looked at by itself.
            }
        }
    }

    private static void function(String name) {
        String function = name.toLowerCase(Locale.ROOT);
        if (TABLE_FUNCTIONS.contains(function) || HarmlessFunctions.contain(function)) {
            return;
        }
        if (HarmlessFunctions.refuse(function)) {
            throw refused(
                    "A question may not call " + function + "().",
                    "It tells of the machine or of DuckDB itself, or does more than compute.");
        }
        throw new SqlProblem(
                SqlProblem.Kind.WRONG,
                "There is no function " + function + "().",
                Nearest.of(function, HarmlessFunctions.names())
                        .map(nearest -> "Perhaps " + nearest + "() is meant.")
                        .orElse("Functions are those of DuckDB."));
    }

    private void table(JsonNode node, Set<String> defined) {
        String name = node.path("table_name").asText();
        String schema = node.path("schema_name").asText();
        boolean plain = schema.isEmpty() && node.path("catalog_name").asText().isEmpty();
        if (plain && defined.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        String written = schema.isEmpty() ? name : schema + "." + name;
        String wanted = schema.equalsIgnoreCase("main") ? name : written;
        String known = node.path("catalog_name").asText().isEmpty()
                ? tables.stream().filter(wanted::equalsIgnoreCase).findFirst().orElse(null)
                : null;
        if (known != null) {
            read.add(known);
            return;
        }
        boolean elsewhere =
                !node.path("catalog_name").asText().isEmpty() || !OUR_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT));
        if (elsewhere || !name.matches("\\w+")) {
            throw refused("A question may not read `" + written + "`.", ONLY_TABLES);
        }
        String next = tables.contains("lake." + name)
                ? "The lake has it: write lake." + name + "."
                : Nearest.of(written, tables)
                                .map(nearest -> "Perhaps " + nearest + " is meant. ")
                                .orElse("")
                        + "There are " + String.join(", ", tables) + ".";
        throw new SqlProblem(SqlProblem.Kind.WRONG, "There is no table `" + written + "`.", next);
    }

    private static String folded(JsonNode text) {
        return text.asText().toLowerCase(Locale.ROOT);
    }

    private static SqlProblem refused(String message, String nextStep) {
        return new SqlProblem(SqlProblem.Kind.NOT_ALLOWED, message, nextStep);
    }
}
