package shopstream.eventlog;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.Rules;
import shopstream.contracts.Verdict;
import shopstream.contracts.yaml.Place;

/** A small dataset of items with a price that must not be negative, and verdicts on its rows. */
final class Fixture {
    static final String SOURCE = "shop";
    static final Instant COMMITTED = Instant.parse("2026-01-02T03:04:05Z");

    private static final Place PLACE = new Place(Path.of("items.yaml"), 1);
    private static final Rules NOT_NEGATIVE = new Rules(
            Optional.of(java.math.BigDecimal.ZERO),
            false,
            Optional.empty(),
            false,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            java.util.Set.of());

    private Fixture() {}

    static Contract contract(String dataset) {
        return new Contract(
                dataset,
                "test-" + dataset,
                "1.0.0",
                dataset,
                List.of(
                        new Column(
                                "id", "id", new ColumnType.Whole(64), true, 1, Rules.NONE, "", Optional.empty(), PLACE),
                        new Column(
                                "price",
                                "price",
                                new ColumnType.Whole(64),
                                true,
                                0,
                                NOT_NEGATIVE,
                                "",
                                Optional.empty(),
                                PLACE)),
                Optional.empty(),
                OptionalInt.empty(),
                "",
                PLACE);
    }

    static Position streamed(long offset) {
        return Position.streamed(1, 1, offset, 0, 0);
    }

    /** A row of items; a negative price is rejected. */
    static Verdict row(String dataset, long id, long price, Position position) {
        return new ContractCheck(contract(dataset), ZoneOffset.UTC)
                .check(Map.of("id", id, "price", price), origin(position, Operation.UPDATE));
    }

    static Verdict deletion(String dataset, long id, Position position) {
        return new ContractCheck(contract(dataset), ZoneOffset.UTC)
                .deletion(Map.of("id", id), origin(position, Operation.DELETE));
    }

    static Origin origin(Position position, Operation operation) {
        return new Origin(SOURCE, position, COMMITTED, operation, "0-1-" + position.logOffset(), "items");
    }

    /** Everything in a topic, deletions as {@code key -> null}. */
    static List<String> everything(LogAddress address, String topic) {
        List<String> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(address)) {
            reader.everything(topic, record -> records.add(shown(record)));
        }
        return records;
    }

    static String shown(ConsumerRecord<byte[], byte[]> record) {
        return text(record.key()) + " -> " + text(record.value());
    }

    static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
}
