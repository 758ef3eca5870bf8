package shopstream.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shopstream.contracts.Contract;

class EmbeddedBrokerIT {
    private static final List<Contract> CONTRACTS = List.of(Fixture.contract("items"));

    @TempDir
    Path directory;

    @Test
    void keepsItsPortAndItsRecordsAcrossACleanStop() {
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            first = broker.bootstrapServers();
            appendOne(first, 1);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(broker.bootstrapServers()).isEqualTo(first);
            assertThat(appendOne(first, 2)).isEqualTo(new DatasetCounts(2, 2, 0, 0, 2));
        }
    }

    @Test
    void startsAgainQuicklyAfterAKill() throws Exception {
        Process process = brokerProcess();
        String address;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            address = output.readLine().replace("started ", "");
            appendOne(address, 1);
        } finally {
            process.destroyForcibly().waitFor();
        }
        long begin = System.nanoTime();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            System.err.println("Started again after a kill in " + took.toMillis() + " ms");
            assertThat(took).isLessThan(Duration.ofSeconds(15));
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(appendOne(address, 2)).isEqualTo(new DatasetCounts(2, 2, 0, 0, 2));
        }
    }

    @Test
    void aWriterWhoseBrokerWasAwayForTooLongRecoversWhenItIsBack() {
        EmbeddedBroker first = EmbeddedBroker.start(directory);
        Map<String, String> impatient =
                Map.of("delivery.timeout.ms", "2000", "request.timeout.ms", "1000", "max.block.ms", "2000");
        LogAddress address = new LogAddress(first.bootstrapServers(), impatient, "test", (short) 1);
        try (EventLog log = new EventLog(address, Fixture.SOURCE, CONTRACTS)) {
            log.append(Fixture.row("items", 1, 10, Fixture.streamed(1)));
            log.flush();
            log.readFrom(Map.of("items", "a table"));
            first.close();
            assertThatThrownBy(() -> {
                        log.append(Fixture.row("items", 2, 10, Fixture.streamed(2)));
                        log.flush();
                    })
                    .isInstanceOf(LogFailure.class)
                    .hasMessageContaining("could not be written");
            try (EmbeddedBroker again = EmbeddedBroker.start(directory)) {
                assertThat(again.bootstrapServers()).isEqualTo(first.bootstrapServers());
                assertThatThrownBy(log::flush).isInstanceOf(LogFailure.class);
                log.recover();
                // As the source is read again: what is there already is dropped.
                log.append(Fixture.row("items", 1, 10, Fixture.streamed(1)));
                log.append(Fixture.row("items", 2, 10, Fixture.streamed(2)));
                log.flush();
                assertThat(log.counts().get("items")).isEqualTo(new DatasetCounts(2, 2, 0, 0, 2));
                assertThat(log.snapshot().origins()).isEqualTo(Map.of("items", "a table"));
            }
        }
    }

    @Test
    void aDirectoryInUseIsAClearError() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(LogFailure.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use by another Shopstream");
        }
    }

    @Test
    void choosesAnotherPortAndKeepsItsRecordsWhenSomebodyHasTakenItsOwn() throws IOException {
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            first = broker.bootstrapServers();
            appendOne(first, 1);
        }
        int port = Integer.parseInt(first.substring(first.indexOf(':') + 1));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(taken.getLocalPort()).isEqualTo(port);
            assertThat(broker.bootstrapServers()).isNotEqualTo(first);
            assertThat(appendOne(broker.bootstrapServers(), 2)).isEqualTo(new DatasetCounts(2, 2, 0, 0, 2));
        }
    }

    private static DatasetCounts appendOne(String bootstrapServers, long id) {
        LogAddress address = new LogAddress(bootstrapServers, Map.of(), "test", (short) 1);
        try (EventLog log = new EventLog(address, Fixture.SOURCE, CONTRACTS)) {
            log.append(Fixture.row("items", id, 10, Fixture.streamed(id)));
            log.flush();
            return log.counts().get("items");
        }
    }

    private Process brokerProcess() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
