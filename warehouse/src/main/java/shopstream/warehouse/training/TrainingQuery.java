package shopstream.warehouse.training;

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

/**
 * What a training set's SELECT reads, told from the tree into which DuckDB parses it. It may read datasets as they were known
 * and their versions, and nothing else: no file, no other schema, no clock and no chance.
 */
final class TrainingQuery {
    private static final Set<String> TABLE_FUNCTIONS = Set.of("unnest", "range", "generate_series");

    /** What gives something else each time. */
    private static final Set<String> UNSTEADY = Set.of(
            "now",
            "current_timestamp",
            "transaction_timestamp",
            "current_date",
            "today",
            "current_time",
            "current_localtime",
            "current_localtimestamp",
            "get_current_time",
            "get_current_timestamp",
            "random",
            "setseed",
            "uuid",
            "uuidv4",
            "uuidv7",
            "gen_random_uuid",
            "nextval",
            "currval",
            "getenv",
            "getvariable");

    private final TrainingSet set;
    private final Collection<String> views;
    private final Collection<String> seeds;
    private final Set<String> read = new TreeSet<>();

    private TrainingQuery(TrainingSet set, Collection<String> views, Collection<String> seeds) {
        this.set = set;
        this.views = views;
        this.seeds = seeds;
    }

    /**
     * The datasets that a set reads, with or without their versions.
     *
     * @param views that there are, and the seeds that there are beside them
     * @throws TrainingProblem where it reads anything else
     */
    static Set<String> datasets(
            Connection connection, TrainingSet set, Collection<String> views, Collection<String> seeds)
            throws SQLException {
        String tree =
                Sql.one(connection, "SELECT json_serialize_sql(" + Sql.text(set.sql()) + ")", row -> row.getString(1));
        TrainingQuery query = new TrainingQuery(set, views, seeds);
        try {
            QueryTree.walk(query.statement(new ObjectMapper().readTree(tree)), query::visit);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB's tree of a statement is no JSON", e);
        }
        Set<String> datasets = new TreeSet<>();
        query.read.forEach(view -> datasets.add(
                views.contains(view) && !view.endsWith("_versions") ? view : view.replaceFirst("_versions$", "")));
        return datasets;
    }

    private JsonNode statement(JsonNode tree) {
        if (tree.path("error").asBoolean()) {
            throw refused(
                    "is no SELECT that DuckDB understands: "
                            + tree.path("error_message").asText(),
                    "Write one SELECT, over datasets by their names.");
        }
        if (tree.path("statements").size() != 1) {
            throw refused("holds " + tree.path("statements").size() + " statements.", "Write one SELECT.");
        }
        return tree.path("statements").get(0);
    }

    private void visit(JsonNode node, Set<String> defined) {
        switch (node.path("type").asText()) {
            case "BASE_TABLE" -> table(node, defined);
            case "TABLE_FUNCTION" -> {
                String function = node.path("function").path("function_name").asText();
                if (!TABLE_FUNCTIONS.contains(function)) {
                    throw around(function + "(…)");
                }
            }
            case "FUNCTION" -> function(node.path("function_name").asText().toLowerCase(Locale.ROOT));
            default -> {
                // Everything else only combines what is read elsewhere in the tree.
            }
        }
    }

    private void function(String name) {
        if (UNSTEADY.contains(name)) {
            throw refused(
                    "uses " + name + "(), which gives something else each time.",
                    "Use as_of(), the moment that the set is built for; a row that is to be chosen by chance, choose by"
                            + " hash() of its key.");
        }
    }

    private void table(JsonNode node, Set<String> defined) {
        String name = node.path("table_name").asText();
        boolean plain = node.path("schema_name").asText().isEmpty()
                && node.path("catalog_name").asText().isEmpty();
        if (plain && defined.contains(name.toLowerCase(Locale.ROOT))) {
            return;
        }
        String view = views.stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
        if (plain && view != null) {
            read.add(view);
            return;
        }
        if (plain && seeds.stream().anyMatch(name::equalsIgnoreCase)) {
            return;
        }
        if (plain && name.matches("\\w+")) {
            throw refused(
                    "reads `" + name + "`, and the lake has no dataset of that name.",
                    Nearest.of(name, views)
                                    .map(nearest -> "Perhaps `" + nearest + "` is meant. ")
                                    .orElse("")
                            + "There are " + String.join(", ", views) + ".");
        }
        throw around("`" + (plain ? "" : node.path("schema_name").asText() + ".") + name + "`");
    }

    private TrainingProblem around(String what) {
        return refused(
                "reads " + what + ", around what was known at the moment.",
                "Read datasets by their plain names, and their earlier versions as NAME_versions.");
    }

    private TrainingProblem refused(String why, String next) {
        return new TrainingProblem("The query of the training set " + set.name() + " " + why, next);
    }
}
