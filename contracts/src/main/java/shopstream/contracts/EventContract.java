package shopstream.contracts;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import shopstream.contracts.yaml.Place;

/**
 * What the events of one stream must look like. Immutable; read from a file by {@link EventContractFiles}.
 *
 * @param dataset the name under which the log and the models know the stream
 * @param fields what every event has; those of the field {@code properties} are what kinds of events differ in
 * @param key the fields of which the first that is there says whose event it is
 * @param kinds the events that are known
 * @param customEvents whether events are taken whose name is not among them
 * @param retention how long an event is kept; zero for ever
 * @param partitions of the stream's topic, when the contract fixes them
 */
public record EventContract(
        String dataset,
        String id,
        String version,
        List<EventField> fields,
        List<String> key,
        List<EventKind> kinds,
        boolean customEvents,
        Duration retention,
        OptionalInt partitions,
        String description,
        Place place) {
    public EventContract {
        fields = List.copyOf(fields);
        key = List.copyOf(key);
        kinds = List.copyOf(kinds);
    }

    /** {@code id@version}, as records carry it in their header. */
    public String versionedId() {
        return id + "@" + version;
    }
}
