package shopstream.operations.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.QuarantineReader;
import shopstream.eventlog.SetAside;
import shopstream.operations.quarantine.QuarantineBook.Standing;
import shopstream.operations.quarantine.QuarantineBook.Wanted;

/** The quarantine of a real log, with rows that real contracts reject. */
class QuarantineBookIT {
    private static final String CUSTOMERS = """
            apiVersion: v3.1.0
            kind: DataContract
            id: customers
            version: 1.0.0
            status: active
            schema:
              - name: customers
                physicalName: customers
                properties:
                  - name: id
                    logicalType: integer
                    physicalType: int
                    primaryKey: true
                    primaryKeyPosition: 1
                    required: true
                  - name: email
                    logicalType: string
                    physicalType: varchar(100)
                    classification: personal
                    logicalTypeOptions: {minLength: 3}
                  - name: credit
                    logicalType: number
                    physicalType: decimal(10,2)
                    logicalTypeOptions: {minimum: 0}
            """;

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private LogAddress address;
    private Contract contract;
    private EventLog log;
    private QuarantineBook book;
    private long place;

    @BeforeEach
    void start() throws IOException {
        Path contracts = Files.createDirectories(directory.resolve("contracts"));
        Files.writeString(contracts.resolve("customers.odcs.yaml"), CUSTOMERS);
        Problems problems = new Problems();
        contract = ContractFiles.read(contracts, problems).get(0);
        problems.orThrow();
        broker = EmbeddedBroker.start(directory.resolve("log"));
        address = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
        log = new EventLog(address, "shop", List.of(contract));
        book = new QuarantineBook(() -> new QuarantineReader(address), Disclosure.of(List.of(contract)));
    }

    @AfterEach
    void stop() {
        book.close();
        log.close();
        broker.close();
    }

    private void row(int id, String email, Object credit) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", id);
        row.put("email", email);
        row.put("credit", credit);
        Origin origin = new Origin(
                "shop",
                Position.streamed(1, 1, ++place, 0, 0),
                Instant.parse("2026-01-02T03:04:05Z"),
                Operation.UPDATE,
                "",
                "customers");
        log.append(new ContractCheck(contract, ZoneOffset.UTC).check(row, origin));
    }

    private static Wanted of(String rule) {
        return new Wanted(Optional.of("customers"), Optional.of(rule), Optional.empty());
    }

    @Test
    void groupsByCauseWithTheMostFrequentValues() {
        for (int id = 0; id < 5; id++) {
            row(id, "a@b", new BigDecimal("-1.50"));
        }
        row(5, "a@b", new BigDecimal("-2.00"));
        row(6, "x", new BigDecimal("1.00"));
        log.flush();
        Standing standing = book.standing();
        assertThat(standing.isComplete()).isTrue();
        assertThat(standing.causes())
                .extracting(
                        report -> report.cause().rule(),
                        report -> report.cause().column(),
                        CauseReport::count)
                .containsExactly(tuple("minimum", "credit", 6L), tuple("minLength", "email", 1L));
        assertThat(standing.causes().get(0).examples())
                .containsExactly(new CauseReport.Example("-1.50", 5), new CauseReport.Example("-2.00", 1));
        assertThat(standing.causes().get(0).othersOf()).isZero();
    }

    @Test
    void hidesWhatIsPersonalWhereverItStands() throws IOException {
        row(1, "x", new BigDecimal("1.10"));
        row(2, "somebody@example.com", new BigDecimal("-1.10"));
        log.flush();
        String everything = QuarantineJson.of(book.standing()).toString()
                + QuarantineJson.of(book.records(Wanted.ALL, Long.MAX_VALUE, 10), book.disclosure());
        assertThat(everything).doesNotContain("somebody", "\"x\"").contains(Disclosure.PERSONAL, "-1.10");
        JsonNode record = QuarantineJson.of(book.record(1).orElseThrow(), book.disclosure());
        assertThat(record.get("value").asText()).isEqualTo("-1.10");
        assertThat(record.get("original").toString())
                .isEqualTo("{\"id\":2,\"email\":\"(personal)\",\"credit\":\"-1.10\"}");
    }

    @Test
    void countsRowsThatAreShownAsBeforeUntilTheyAreNot() {
        BigDecimal good = BigDecimal.ONE;
        BigDecimal bad = good.negate();
        row(1, "a@b", good);
        row(2, "a@b", good);
        row(1, "a@b", bad);
        row(1, "x", good);
        row(2, "a@b", bad);
        row(3, "a@b", bad);
        log.flush();
        assertThat(book.standing(of("minimum")).causes().get(0).stale()).isEqualTo(1);
        assertThat(book.standing(of("minLength")).causes().get(0).stale()).isEqualTo(1);
        row(1, "a@b", good);
        log.flush();
        assertThat(book.standing(of("minLength")).causes().get(0).stale()).isZero();
        assertThat(book.standing(of("minimum")).causes().get(0).stale()).isEqualTo(1);
    }

    @Test
    void listsRecordsPageByPageTheNewestFirst() {
        for (int id = 0; id < 30; id++) {
            row(id, id % 3 == 0 ? "x" : "a@b", new BigDecimal(id % 3 == 0 ? "1" : "-1"));
        }
        log.flush();
        List<SetAside> first = book.records(of("minLength"), Long.MAX_VALUE, 4);
        assertThat(first).extracting(SetAside::place).containsExactly(27L, 24L, 21L, 18L);
        assertThat(book.records(of("minLength"), 18, 4))
                .extracting(SetAside::place)
                .containsExactly(15L, 12L, 9L, 6L);
        assertThat(book.records(Wanted.ALL, Long.MAX_VALUE, 3))
                .extracting(SetAside::place)
                .containsExactly(29L, 28L, 27L);
        assertThat(book.records(of("pattern"), Long.MAX_VALUE, 3)).isEmpty();
        assertThat(book.record(999)).isEmpty();
        assertThat(book.record(-1)).isEmpty();
    }

    @Test
    void anEmptyOneSaysSo() {
        assertThat(book.standing()).isEqualTo(new Standing(0, 0, List.of()));
        assertThat(book.records(Wanted.ALL, Long.MAX_VALUE, 3)).isEmpty();
    }
}
