package shopstream.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a writer knew of its source at a moment when nothing was on its way to the log; all but the keys.
 *
 * @param topics by name
 * @param newestPosition empty while there is none
 * @param lastChangeSeen null while there is none
 * @param datasets by name
 */
record NotedState(
        String source,
        Map<String, Topic> topics,
        String newestPosition,
        long epoch,
        Instant lastChangeSeen,
        Map<String, Dataset> datasets) {

    /** @param id of the topic of that name then: one that was made anew since has another */
    record Topic(String id, List<Place> places) {}

    /** Where one partition ended, and the newest position in it. */
    record Place(long end, String lastPosition) {}

    /** @param stale by key, the position at which its newest version was rejected */
    record Dataset(String topic, Map<String, String> stale) {}

    /** @param ids of the topics, by name */
    static NotedState of(String source, SourceState state, Map<String, String> ids) {
        Map<String, Topic> topics = new LinkedHashMap<>();
        Map<String, Dataset> datasets = new LinkedHashMap<>();
        topics.put(state.quarantine().topic(), topic(ids, List.of(state.quarantine())));
        for (DatasetState dataset : state.datasets()) {
            topics.put(dataset.topic(), topic(ids, dataset.partitions()));
            Map<String, String> stale = new LinkedHashMap<>();
            dataset.stale().forEach((key, position) -> stale.put(key, new String(position, UTF_8)));
            datasets.put(dataset.name(), new Dataset(dataset.topic(), stale));
        }
        return new NotedState(
                source,
                topics,
                new String(state.newestPosition(), UTF_8),
                state.epoch(),
                state.lastChangeSeen(),
                datasets);
    }

    private static Topic topic(Map<String, String> ids, List<PartitionState> partitions) {
        return new Topic(
                ids.get(partitions.get(0).topic()),
                partitions.stream()
                        .map(partition -> new Place(partition.end(), new String(partition.lastPosition(), UTF_8)))
                        .toList());
    }

    /** How many records stood in the topics, those included that are gone by now. */
    long records() {
        return ends().values().stream().mapToLong(Long::longValue).sum();
    }

    /** By partition. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        topics.forEach((name, topic) -> {
            for (int partition = 0; partition < topic.places().size(); partition++) {
                ends.put(
                        new TopicPartition(name, partition),
                        topic.places().get(partition).end());
            }
        });
        return ends;
    }

    /** Whether it tells of these very topics as they are now. */
    boolean fits(String asked, Map<String, String> ids) {
        return source.equals(asked)
                && topics.entrySet().stream()
                        .allMatch(topic -> topic.getValue().id().equals(ids.get(topic.getKey())));
    }

    /** Of the state that the writer begins with, all but the keys. */
    void restore(SourceState state) {
        state.resume(newestPosition.getBytes(UTF_8), epoch, lastChangeSeen);
        restore(List.of(state.quarantine()));
        datasets.forEach((name, noted) -> {
            DatasetState dataset = state.dataset(name);
            if (dataset != null) {
                restore(dataset.partitions());
                noted.stale().forEach((key, position) -> dataset.stale().put(key, position.getBytes(UTF_8)));
            }
        });
    }

    private void restore(List<PartitionState> partitions) {
        List<Place> places = topics.get(partitions.get(0).topic()).places();
        for (int partition = 0; partition < places.size(); partition++) {
            partitions
                    .get(partition)
                    .resume(
                            places.get(partition).end(),
                            places.get(partition).lastPosition().getBytes(UTF_8));
        }
    }
}
