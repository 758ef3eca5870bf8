package shopstream.warehouse.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training set was built from, and what came out.
 *
 * @param asOf the moment that it knows
 * @param everything whether all that the states hold was known then
 * @param states of the lake's tables that were read, by dataset
 * @param contracts the versions of the contracts of those datasets, as {@code id@version}
 * @param checksum over the rows, whatever their order; see {@link TrainingBuild}
 */
public record Manifest(
        String name,
        Instant builtAt,
        Instant asOf,
        boolean everything,
        String query,
        Map<String, Long> states,
        Map<String, List<String>> contracts,
        String format,
        List<String> partitions,
        long rows,
        String checksum,
        List<ColumnFigures> columns) {
    /** The file's name in the folder of a built set. */
    public static final String FILE = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param mean of numbers; null for others */
    public record ColumnFigures(
            String name, String type, long nulls, long distinctAbout, String least, String most, Double mean) {}

    void write(Path folder) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", name);
        json.put("builtAt", builtAt.toString());
        json.put("asOf", asOf.toString());
        json.put("everything", everything);
        json.put("format", format);
        json.put("rows", rows);
        json.put("checksum", checksum);
        partitions.forEach(json.putArray("partitions")::add);
        ObjectNode tables = json.putObject("tables");
        states.forEach((dataset, state) -> {
            ObjectNode table = tables.putObject(dataset);
            table.put("state", Long.toString(state));
            contracts.getOrDefault(dataset, List.of()).forEach(table.putArray("contracts")::add);
        });
        ArrayNode all = json.putArray("columns");
        for (ColumnFigures column : columns) {
            ObjectNode one = all.addObject();
            one.put("name", column.name());
            one.put("type", column.type());
            one.put("nulls", column.nulls());
            one.put("distinctAbout", column.distinctAbout());
            one.put("least", column.least());
            one.put("most", column.most());
            one.put("mean", column.mean());
        }
        json.put("query", query);
        Files.writeString(
                folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    /**
     * What a set is built from again: the states it read, and its moment.
     *
     * @param query that it was built with
     * @param checksum of its rows
     */
    public record Origin(
            String name, Instant asOf, boolean everything, Map<String, Long> states, String query, String checksum) {}

    /** Reads what a set was built from. @throws TrainingProblem when it is no manifest */
    public static Origin origin(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            Map<String, Long> states = new TreeMap<>();
            json.get("tables")
                    .properties()
                    .forEach(table -> states.put(
                            table.getKey(),
                            Long.parseLong(table.getValue().get("state").asText())));
            return new Origin(
                    json.get("name").asText(),
                    Instant.parse(json.get("asOf").asText()),
                    json.get("everything").asBoolean(),
                    states,
                    json.get("query").asText(),
                    json.get("checksum").asText());
        } catch (IOException | RuntimeException e) {
            throw new TrainingProblem(
                    file + " is no manifest of a training set: " + e.getMessage(),
                    "Name the " + FILE + " in the folder of one that was built.",
                    e);
        }
    }
}
