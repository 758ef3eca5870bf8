package shopstream.transformations.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shopstream.contracts.yaml.Place;
import shopstream.eventlog.Reference;

/**
 * A fact or a dimension: a SELECT, and what the YAML beside it promises about its result.
 *
 * @param checkpointInterval the shortest time between two of its job's checkpoints, at which its transactions are committed
 * @param parallelism how many slots its job takes
 * @param keptInLake whether every version of every row is kept in the lake too
 * @param materializerReason why a SinkUpsertMaterializer is accepted, where one is
 */
public record Mart(
        String name,
        String description,
        SqlFile sql,
        List<String> key,
        List<ModelColumn> columns,
        List<Reference> references,
        Delivery delivery,
        Duration checkpointInterval,
        int parallelism,
        Optional<String> materializerReason,
        List<ModelTest> tests,
        boolean keptInLake,
        Place place) {
    /** Copies the lists it is given. */
    public Mart {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        references = List.copyOf(references);
        tests = List.copyOf(tests);
    }
}
