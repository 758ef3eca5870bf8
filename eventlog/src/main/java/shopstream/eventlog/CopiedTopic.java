package shopstream.eventlog;

import java.util.List;
import java.util.Map;

/**
 * One topic in a backup.
 *
 * @param settings as it was made with, in Kafka's own words
 */
record CopiedTopic(String name, Map<String, String> settings, List<Partition> partitions) {
    /**
     * @param file below the backup's directory
     * @param bytes of the records themselves, before they were compressed
     * @param sha256 of the file, in hexadecimal
     */
    record Partition(String file, long records, long bytes, String sha256) {}
}
