package shopstream.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.app.DataDirectory;
import shopstream.app.ShopIdentity;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.Contract;
import shopstream.contracts.ContractCheck;
import shopstream.contracts.ContractFiles;
import shopstream.contracts.Operation;
import shopstream.contracts.Origin;
import shopstream.contracts.Position;
import shopstream.contracts.Verdict;
import shopstream.contracts.yaml.Problems;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;

/** A data directory on which no program runs; the shop's own contracts. */
class QuarantineCommandIT {
    private static final Path SHOP = Path.of("..", "shop");
    private static final String PREFIX = "shopstream";

    @TempDir
    Path data;

    private Contract payments;
    private String output;
    private String words;

    @BeforeEach
    void rejectThree() throws IOException {
        Problems problems = new Problems();
        List<Contract> contracts = ContractFiles.read(SHOP.resolve("contracts"), problems);
        problems.orThrow();
        payments = contracts.stream()
                .filter(contract -> contract.dataset().equals("payments"))
                .findFirst()
                .orElseThrow();
        try (DataDirectory directory = DataDirectory.open(data, ShopIdentity.DEMO)) {
            directory.requirePrefix(PREFIX);
            try (EmbeddedBroker broker = EmbeddedBroker.start(directory.directory("log"));
                    EventLog log = new EventLog(
                            new LogAddress(broker.bootstrapServers(), Map.of(), PREFIX, (short) 1),
                            "shop",
                            contracts)) {
                for (int number = 1; number <= 3; number++) {
                    log.append(rejected(number));
                }
                log.flush();
            }
        }
    }

    private Verdict rejected(int number) {
        Map<String, Object> row =
                Map.of("customerNumber", 100 + number, "checkNumber", "C" + number, "amount", new BigDecimal("-5.00"));
        Origin origin = new Origin(
                "shop",
                Position.streamed(1, 1, number, 0, 0),
                Instant.parse("2026-01-02T03:04:05Z"),
                Operation.CREATE,
                "",
                "payments, binlog 7 at " + number);
        return new ContractCheck(payments, ZoneOffset.UTC).check(row, origin);
    }

    private int run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, false, Clock.systemUTC());
        int code = RootCommand.commandLine(terminal).execute(arguments);
        output = out.toString(UTF_8);
        words = err.toString(UTF_8);
        return code;
    }

    @Test
    void tellsWhatLiesInALogThatNobodyHasOpen() throws IOException {
        assertThat(run("quarantine", "list", "--data", data.toString(), "--shop", SHOP.toString()))
                .as(() -> words)
                .isZero();
        assertThat(output.lines()).hasSize(2);
        assertThat(output.lines().skip(1).findFirst().orElseThrow())
                .startsWith("payments")
                .contains("(3)");
        assertThat(run("quarantine", "list", "--records", "--data", data.toString(), "--shop", SHOP.toString()))
                .isZero();
        assertThat(output).contains("binlog 7 at 3", "binlog 7 at 1");
        assertThat(run("quarantine", "show", "1", "--data", data.toString(), "--shop", SHOP.toString()))
                .isZero();
        assertThat(output)
                .contains("customerNumber: 102", "checkNumber: (personal)", "binlog 7 at 2")
                .doesNotContain("C2");
        assertThat(run("quarantine", "show", "17", "--data", data.toString(), "--shop", SHOP.toString()))
                .isEqualTo(RootCommand.WRONG);
        assertThat(words).contains("Nothing was set aside at the place 17.");
        assertThat(Files.exists(data.resolve("address"))).isFalse();
    }
}
