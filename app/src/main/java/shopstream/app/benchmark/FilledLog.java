package shopstream.app.benchmark;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import shopstream.contracts.Accepted;
import shopstream.contracts.Column;
import shopstream.contracts.ColumnType;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.LakeTable;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.Rules;
import shopstream.contracts.Verdict;
import shopstream.contracts.yaml.Place;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;

/**
 * A real log with changed order lines and with records of the shape of clicks, five of these to one of those, mixed as they
 * would come. A click is a dataset's row here that is never changed, since the lake keeps tables.
 */
final class FilledLog implements AutoCloseable {
    static final String SOURCE = "shop";

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LINES_PER_ORDER = 3;

    /** A line is changed about so often. */
    private static final int CHANGES_PER_LINE = 4;

    private static final List<String> KINDS = List.of("Product Viewed", "Product List Viewed", "Product Added", "Page");
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1");

    private final Contract lines;
    private final Contract clicks = clicks();
    private final EmbeddedBroker broker;
    private final LogAddress address;
    private final Random random = new Random(1);

    /** @param lines the contract of the changed rows, a shop's order lines */
    FilledLog(Path directory, Contract lines, LakeSizes sizes) {
        this.lines = lines;
        this.broker = EmbeddedBroker.start(directory);
        this.address = new LogAddress(broker.bootstrapServers(), Map.of(), "bench", (short) 1);
        try {
            fill(sizes);
        } catch (RuntimeException failed) {
            broker.close();
            throw failed;
        }
    }

    LogAddress address() {
        return address;
    }

    Contract lines() {
        return lines;
    }

    Contract clicksContract() {
        return clicks;
    }

    List<Contract> contracts() {
        return List.of(lines, clicks);
    }

    List<String> topics() {
        return contracts().stream()
                .map(contract -> address.names().dataset(SOURCE, contract.dataset()))
                .toList();
    }

    private void fill(LakeSizes sizes) {
        ContractCheck ofLines = new ContractCheck(lines, ZoneOffset.UTC);
        ContractCheck ofClicks = new ContractCheck(clicks, ZoneOffset.UTC);
        int clicksPerRow = sizes.clicks() / sizes.changedRows();
        int at = 0;
        try (EventLog log = new EventLog(address, SOURCE, contracts())) {
            for (int row = 0; row < sizes.changedRows(); row++) {
                append(log, ofLines.check(line(sizes.changedRows()), origin(Operation.UPDATE, ++at, lines)));
                for (int click = 0; click < clicksPerRow; click++) {
                    append(log, ofClicks.check(click(at), origin(Operation.CREATE, ++at, clicks)));
                }
            }
            log.flush();
        }
    }

    private static Origin origin(Operation operation, int at, Contract contract) {
        return new Origin(
                SOURCE,
                Position.streamed(1, 1, at, 0, 0),
                BEGIN.plusMillis(at),
                operation,
                "0-1-" + at,
                contract.dataset());
    }

    private static void append(EventLog log, Verdict verdict) {
        if (!(verdict instanceof Accepted)) {
            throw new IllegalStateException("A generated row is refused: " + verdict);
        }
        log.append(verdict);
    }

    private Map<String, Object> line(int changes) {
        int line = random.nextInt(Math.max(1, changes / CHANGES_PER_LINE));
        Map<String, Object> row = new HashMap<>();
        row.put("orderNumber", 100_000 + line / LINES_PER_ORDER);
        row.put("productCode", "S" + 10 + "_" + (1_000 + line % 110));
        row.put("quantityOrdered", 1 + random.nextInt(50));
        row.put("priceEach", BigDecimal.valueOf(1_000 + random.nextInt(20_000), 2));
        row.put("orderLineNumber", 1 + line % LINES_PER_ORDER);
        return row;
    }

    private Map<String, Object> click(int at) {
        int product = random.nextInt(100_000);
        Map<String, Object> row = new HashMap<>();
        row.put("messageId", new UUID(random.nextLong(), random.nextLong()).toString());
        row.put("event", KINDS.get(random.nextInt(KINDS.size())));
        row.put("anonymousId", new UUID(7, random.nextInt(200_000)).toString());
        row.put("customerNumber", random.nextInt(4) == 0 ? random.nextInt(1_000_000) : null);
        row.put("productCode", "S10_" + product);
        row.put("url", "https://shop.example.org/products/S10_" + product + "?from=list&place=" + random.nextInt(40));
        row.put("referrer", "https://shop.example.org/");
        row.put("userAgent", AGENTS.get(random.nextInt(AGENTS.size())));
        row.put("timestamp", LocalDateTime.ofInstant(BEGIN.plusMillis(at), ZoneOffset.UTC));
        return row;
    }

    private static Contract clicks() {
        return new Contract(
                "clicks",
                "bench-clicks",
                "1.0.0",
                "clicks",
                List.of(
                        column("messageId", new ColumnType.Text(36), 1),
                        column("event", new ColumnType.Text(40), 0),
                        column("anonymousId", new ColumnType.Text(36), 0),
                        column("customerNumber", new ColumnType.Whole(32), 0),
                        column("productCode", new ColumnType.Text(15), 0),
                        column("url", new ColumnType.Text(200), 0),
                        column("referrer", new ColumnType.Text(200), 0),
                        column("userAgent", new ColumnType.Text(200), 0),
                        column("timestamp", new ColumnType.Moment(6), 0)),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new LakeTable(
                        List.of(new LakeTable.Partition("timestamp", LakeTable.Division.DAY, OptionalInt.empty())))),
                "What visitors do on the shop's pages",
                new Place(Path.of("clicks.yaml"), 1));
    }

    private static Column column(String name, ColumnType type, int key) {
        Place place = new Place(Path.of("clicks.yaml"), 1);
        return new Column(name, name, type, key > 0, key, Rules.NONE, "", Optional.empty(), place);
    }

    @Override
    public void close() {
        broker.close();
    }
}
