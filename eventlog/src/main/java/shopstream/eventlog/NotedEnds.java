package shopstream.eventlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to where the broker knew its partitions to be written when it noted it last. It does so every second in a file that it
 * syncs, which it does not do with the records: after a power cut the note tells of records that are gone.
 */
public final class NotedEnds {
    /** Of a broker that is not ours. */
    public static final NotedEnds UNKNOWN = new NotedEnds(Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(NotedEnds.class);
    private static final String FILE = "replication-offset-checkpoint";

    /** Before the lines of the partitions stand the file's version and their number. */
    private static final int HEAD = 2;

    private final Map<TopicPartition, Long> ends;

    private NotedEnds(Map<TopicPartition, Long> ends) {
        this.ends = Map.copyOf(ends);
    }

    /** By partition; late by a second or so, and never too much. */
    Map<TopicPartition, Long> ends() {
        return ends;
    }

    /** @param logs the broker's own directory; the broker must not have been started on it yet */
    static NotedEnds in(Path logs) {
        Path file = logs.resolve(FILE);
        Map<TopicPartition, Long> ends = new HashMap<>();
        if (!Files.exists(file)) {
            return UNKNOWN;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(Math.min(HEAD, lines.size()), lines.size())) {
                String[] words = line.strip().split(" ");
                ends.put(new TopicPartition(words[0], Integer.parseInt(words[1])), Long.parseLong(words[2]));
            }
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("What the broker had noted in {} cannot be read: {}", file, unreadable.getMessage());
        }
        return new NotedEnds(ends);
    }
}
