package shopstream.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says up to when a mart is complete: never early, and late only by what really lags. A mark of the source says which
 * offsets hold everything up to a time; the job's committed offsets say what its rows already reflect; the end of the
 * mart's topic, asked for after that, says where those rows stand. For use by several threads.
 */
public final class Completeness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Completeness.class);

    /**
     * The state of a mark before which nothing is claimed any longer: the log has lost records, and what was read of it
     * before may be of others than it holds now.
     */
    public static final String BEGUN_ANEW = "begun anew";

    /**
     * A mart is complete up to {@code completeTo} for a reader that has applied its topic up to {@code martOffsets}
     * (per partition, exclusive; counted with open transactions, so a reader of committed records is there when its
     * position has reached them).
     */
    public record Claim(Instant completeTo, Map<Integer, Long> martOffsets) {
        public Claim {
            martOffsets = Map.copyOf(martOffsets);
        }
    }

    private final MarkHistory marks = new MarkHistory();
    private final LogOffsets offsets;
    private final TopicReader reader;
    private final Thread tail;
    private volatile boolean closed;

    /** Creates the progress topic when it is missing, and follows it from its beginning. */
    public Completeness(LogAddress address) {
        String topic = address.names().progress();
        try (Topics topics = new Topics(address)) {
            topics.ensureInternal(topic);
        }
        this.reader = TopicReader.following(address);
        reader.everything(topic, record -> take(record.value()));
        this.offsets = new LogOffsets(address);
        this.tail = new Thread(this::follow, address.prefix() + "-progress-reader");
        tail.setDaemon(true);
        tail.start();
    }

    /** Nothing while no mark of every source that feeds the mart has been reached. */
    public Optional<Claim> claim(MartDeclaration mart) {
        return Optional.ofNullable(claims(List.of(mart)).get(mart.name()));
    }

    /**
     * The claims by mart name; a mart that can claim nothing yet is left out. Two questions to the broker, however many
     * marts.
     *
     * @throws LogFailure when the broker does not answer
     */
    public Map<String, Claim> claims(Collection<MartDeclaration> marts) {
        Set<String> groups = new HashSet<>();
        marts.forEach(mart -> groups.add(mart.jobGroup()));
        Map<String, Map<TopicPartition, Long>> committed = offsets.committed(groups);
        Map<String, Instant> reached = new LinkedHashMap<>();
        Map<String, String> topics = new HashMap<>();
        for (MartDeclaration mart : marts) {
            completeTo(mart.inputTopics(), committed.getOrDefault(mart.jobGroup(), Map.of()))
                    .ifPresent(time -> {
                        reached.put(mart.name(), time);
                        topics.put(mart.name(), mart.topic());
                    });
        }
        // Only now: what the committed offsets stand for is before these ends, whatever is written meanwhile.
        Map<String, Map<Integer, Long>> ends = offsets.ends(new HashSet<>(topics.values()));
        Map<String, Claim> claims = new TreeMap<>();
        reached.forEach((name, time) -> {
            Map<Integer, Long> martOffsets = ends.get(topics.get(name));
            if (martOffsets != null) {
                claims.put(name, new Claim(time, martOffsets));
            }
        });
        return claims;
    }

    /**
     * The share of the way that a mart has come, from 0 to 1: what its job has read of its inputs, and of what it made of
     * that, what a reader has applied.
     *
     * @param applied per partition of the mart's topic, the reader's position
     * @throws LogFailure when the broker does not answer
     */
    public double share(MartDeclaration mart, Map<Integer, Long> applied) {
        Map<TopicPartition, Long> positions =
                new HashMap<>(offsets.committed(Set.of(mart.jobGroup())).getOrDefault(mart.jobGroup(), Map.of()));
        double read = share(mart.inputTopics(), positions);
        applied.forEach((partition, offset) -> positions.put(new TopicPartition(mart.topic(), partition), offset));
        return read * share(List.of(mart.topic()), positions);
    }

    private double share(Collection<String> topics, Map<TopicPartition, Long> positions) {
        long done = 0;
        long all = 0;
        for (var topic : offsets.ends(topics).entrySet()) {
            for (var end : topic.getValue().entrySet()) {
                all += end.getValue();
                done += Math.min(
                        end.getValue(), positions.getOrDefault(new TopicPartition(topic.getKey(), end.getKey()), 0L));
            }
        }
        return all == 0 ? 1 : (double) done / all;
    }

    /** Where topics end now, by partition: what a reader has still to read to have all that the log holds. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        offsets.ends(topics)
                .forEach((topic, partitions) ->
                        partitions.forEach((partition, end) -> ends.put(new TopicPartition(topic, partition), end)));
        return ends;
    }

    /** Whether a group has read up to such ends. */
    public boolean hasRead(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> read = offsets.committed(Set.of(group)).getOrDefault(group, Map.of());
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || read.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    public Optional<ProgressMark> newestMark(String source) {
        return Optional.ofNullable(newestMarks().get(source));
    }

    /** The newest mark of every source, whether or not anything has reached it. */
    public Map<String, ProgressMark> newestMarks() {
        return marks.newest();
    }

    /** Up to when the log holds everything that its sources committed; nothing while one of them does not say. */
    public Optional<Instant> loggedTo() {
        Instant earliest = null;
        for (ProgressMark mark : newestMarks().values()) {
            if (mark.sourceTime() == null) {
                return Optional.empty();
            }
            earliest = earliest == null || mark.sourceTime().isBefore(earliest) ? mark.sourceTime() : earliest;
        }
        return Optional.ofNullable(earliest);
    }

    /** The latest time that a source has claimed: by the sources' clocks it is not later than that. */
    public Optional<Instant> latestClaimed() {
        return newestMarks().values().stream()
                .map(ProgressMark::sourceTime)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    @Override
    public void close() {
        closed = true;
        reader.wakeup();
        try {
            tail.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        offsets.close();
    }

    /**
     * Up to when a reader has everything that topics of sources hold. The earliest of what the sources have reached; a topic
     * that no source vouches for withholds it.
     *
     * @param read per partition, the offset behind the last record it has
     */
    public Optional<Instant> completeTo(Collection<String> inputs, Map<TopicPartition, Long> read) {
        Set<String> unvouched = new HashSet<>(inputs);
        Instant earliest = null;
        for (ProgressMark newest : newestMarks().values()) {
            List<String> topics =
                    inputs.stream().filter(newest.endOffsets()::containsKey).toList();
            if (topics.isEmpty()) {
                continue;
            }
            Optional<Instant> time = marks.newest(newest.source(), ends -> isReached(ends, topics, read));
            if (time.isEmpty()) {
                return Optional.empty();
            }
            topics.forEach(unvouched::remove);
            earliest = earliest == null || time.get().isBefore(earliest) ? time.get() : earliest;
        }
        return unvouched.isEmpty() ? Optional.ofNullable(earliest) : Optional.empty();
    }

    private static boolean isReached(
            Map<String, List<Long>> endOffsets, List<String> topics, Map<TopicPartition, Long> committed) {
        for (String topic : topics) {
            List<Long> ends = endOffsets.get(topic);
            if (ends == null) {
                return false;
            }
            for (int partition = 0; partition < ends.size(); partition++) {
                long end = ends.get(partition);
                if (end > 0 && committed.getOrDefault(new TopicPartition(topic, partition), 0L) < end) {
                    return false;
                }
            }
        }
        return true;
    }

    private void follow() {
        try (reader) {
            while (!closed) {
                reader.next(Duration.ofSeconds(1), record -> take(record.value()));
            }
        } catch (WakeupException closing) {
            LOG.debug("Stopped following the progress topic.");
        } catch (RuntimeException failed) {
            // Marks stand still from here on, and so does every claim: late, but honest.
            LOG.error(
                    "The progress topic can no longer be followed; completeTo stands still. Restart to go on.", failed);
        }
    }

    private void take(byte[] mark) {
        if (mark != null) {
            marks.add(Json.read(mark, ProgressMark.class));
        }
    }
}
