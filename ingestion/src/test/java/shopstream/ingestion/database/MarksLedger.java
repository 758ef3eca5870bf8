package shopstream.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.eventlog.LogAddress;

/** What was committed when, held against every progress mark in the log: each must have all that it claims behind it. */
final class MarksLedger {
    private final Map<Instant, Integer> rowsByTime = new TreeMap<>();

    /** By now the source has committed {@code rows} rows in all; only insertions are counted. */
    void committed(int rows) {
        rowsByTime.put(Instant.now(), rows);
    }

    /** The number of marks that claim a source time. */
    int check(LogAddress log, String dataset) throws IOException {
        String topic = log.names().dataset("shop", dataset);
        LogTopics topics = new LogTopics(log);
        List<ConsumerRecord<byte[], byte[]>> rows = topics.records(topic);
        int claims = 0;
        for (JsonNode mark : marks(topics, log)) {
            if (mark.path("sourceTime").isNull()) {
                continue;
            }
            claims++;
            Instant claimed = Instant.parse(mark.path("sourceTime").asText());
            JsonNode ends = mark.path("endOffsets").path(topic);
            long there = rows.stream()
                    .filter(row -> row.offset() < ends.path(row.partition()).asLong())
                    .map(row -> new String(row.key(), java.nio.charset.StandardCharsets.UTF_8))
                    .distinct()
                    .count();
            rowsByTime.forEach((time, committed) -> {
                if (!claimed.isBefore(time)) {
                    assertThat(there)
                            .as("rows that the mark of %s stands for; committed by %s", claimed, time)
                            .isGreaterThanOrEqualTo(committed);
                }
            });
        }
        return claims;
    }

    /** The source times claimed so far. */
    static List<Instant> claims(LogAddress log) throws IOException {
        return marks(new LogTopics(log), log).stream()
                .filter(mark -> !mark.path("sourceTime").isNull())
                .map(mark -> Instant.parse(mark.path("sourceTime").asText()))
                .toList();
    }

    private static List<JsonNode> marks(LogTopics topics, LogAddress log) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> marks = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.records(log.names().progress())) {
            marks.add(json.readTree(record.value()));
        }
        return marks;
    }
}
