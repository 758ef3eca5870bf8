package shopstream.transformations.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
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
import shopstream.eventlog.EventLog;

/** Random changes of two datasets, written to the log, and what a history of them must hold. */
final class LoggedChanges {
    static final String SOURCE = "shop";
    static final String PREFIX = "lake";

    private static final int KEYS = 300;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Place NOWHERE = new Place(java.nio.file.Path.of("test.yaml"), 1);

    static final List<Contract> CONTRACTS = List.of(
            contract(
                    "orders",
                    List.of(
                            column("id", new ColumnType.Whole(64), 1, Optional.empty()),
                            column("ordered", new ColumnType.Moment(6), 0, Optional.empty()),
                            column("amount", new ColumnType.Decimal(10, 2), 0, Optional.empty()),
                            column("remark", new ColumnType.Text(50), 0, Optional.empty()),
                            column("email", new ColumnType.Text(50), 0, Optional.of("personal"))),
                    List.of(new LakeTable.Partition("ordered", LakeTable.Division.MONTH, OptionalInt.empty()))),
            contract(
                    "ratings",
                    List.of(
                            column("customer", new ColumnType.Whole(32), 1, Optional.empty()),
                            column("product", new ColumnType.Text(15), 2, Optional.empty()),
                            column("stars", new ColumnType.Whole(16), 0, Optional.empty())),
                    List.of()));

    private EventLog log;
    private final Random random;
    private final Map<String, TreeMap<String, String>> current = new HashMap<>();
    private final Map<String, List<String>> history = new HashMap<>();
    private int at;

    LoggedChanges(EventLog log, long seed) {
        this.log = log;
        this.random = new Random(seed);
        CONTRACTS.forEach(contract -> {
            current.put(contract.dataset(), new TreeMap<>());
            history.put(contract.dataset(), new ArrayList<>());
        });
    }

    static Contract contract(String dataset, List<Column> columns, List<LakeTable.Partition> partitions) {
        return new Contract(
                dataset,
                "test-" + dataset,
                "1.0.0",
                dataset,
                columns,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new LakeTable(partitions)),
                "",
                NOWHERE);
    }

    static Column column(String name, ColumnType type, int key, Optional<String> classification) {
        return new Column(name, name, type, key > 0, key, Rules.NONE, "", classification, NOWHERE);
    }

    /** When the change with that number was committed. */
    static Instant committed(int number) {
        return BEGIN.plusSeconds(number);
    }

    /** From now on they are written here. */
    void goOn(EventLog opened) {
        log = opened;
    }

    /** How many changes were made so far. */
    int made() {
        return at;
    }

    void make(int changes) {
        for (int i = 0; i < changes; i++) {
            at++;
            if (random.nextBoolean()) {
                order();
            } else {
                rating();
            }
        }
        log.flush();
    }

    private void order() {
        Map<String, Object> key = Map.of("id", (long) random.nextInt(KEYS));
        Map<String, Object> row = new HashMap<>(key);
        row.put("ordered", LocalDateTime.ofInstant(BEGIN.plusSeconds(random.nextInt(10_000_000)), ZoneOffset.UTC));
        row.put("amount", BigDecimal.valueOf(random.nextInt(1_000_000), 2));
        row.put("remark", random.nextInt(4) == 0 ? null : "blank " + random.nextInt(100) + "  ");
        row.put("email", "ada@example.org");
        change(CONTRACTS.get(0), key, row);
    }

    private void rating() {
        Map<String, Object> key = Map.of("customer", random.nextInt(KEYS), "product", "S" + random.nextInt(3));
        Map<String, Object> row = new HashMap<>(key);
        row.put("stars", 1 + random.nextInt(5));
        change(CONTRACTS.get(1), key, row);
    }

    private void change(Contract contract, Map<String, Object> key, Map<String, Object> row) {
        TreeMap<String, String> rows = current.get(contract.dataset());
        boolean gone = random.nextInt(10) == 0;
        Operation operation =
                gone ? Operation.DELETE : rows.containsKey(shown(key)) ? Operation.UPDATE : Operation.CREATE;
        Origin origin = new Origin(
                SOURCE, Position.streamed(1, 1, at, 0, 0), committed(at), operation, "0-1-" + at, contract.dataset());
        ContractCheck check = new ContractCheck(contract, ZoneOffset.UTC);
        Verdict verdict = gone ? check.deletion(key, origin) : check.check(row, origin);
        if (!(verdict instanceof Accepted accepted)) {
            throw new IllegalStateException("Refused: " + verdict);
        }
        log.append(verdict);
        row.remove("email");
        String version = operation.letter() + " " + committed(at) + " " + shown(gone ? key : row);
        history.get(contract.dataset()).add(version);
        if (gone) {
            rows.remove(shown(key));
        } else {
            rows.put(shown(key), new String(accepted.value(), UTF_8));
        }
    }

    /** What a history must hold, sorted. */
    List<String> history(String dataset) {
        return history.get(dataset).stream().sorted().toList();
    }

    /** Values by name, in an order of their own, as text; without those that are null. */
    static String shown(Map<String, Object> values) {
        StringBuilder text = new StringBuilder();
        for (String name : new TreeSet<>(values.keySet())) {
            Object value = values.get(name);
            if (value != null) {
                text.append(name).append('=').append(value).append(' ');
            }
        }
        return text.toString();
    }
}
