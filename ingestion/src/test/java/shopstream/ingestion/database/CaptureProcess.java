package shopstream.ingestion.database;

import static shopstream.ingestion.database.ShopContracts.column;
import static shopstream.ingestion.database.ShopContracts.contract;
import static shopstream.ingestion.database.ShopContracts.key;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shopstream.contracts.ColumnType.Text;
import shopstream.contracts.ColumnType.Whole;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;

/** Broker and capture in a process of their own, for tests that kill it: prints its state and the rows it has read. */
final class CaptureProcess implements AutoCloseable {
    static final Contract ORDERS = contract("orders", key("id", new Whole(32)), column("status", new Text(20)));

    /** So that there is time to break a snapshot off; fast enough for tests that wait for all of it. */
    static final SnapshotBudget SLOWLY = new SnapshotBudget(12_000, Duration.ofSeconds(10), 50);

    private final Process process;
    private final BufferedReader output;

    private CaptureProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static CaptureProcess start(Server server, Path logs) throws IOException {
        return new CaptureProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CaptureProcess.class.getName(),
                        server.source("shop", "capture").kind().name().toLowerCase(Locale.ROOT),
                        Integer.toString(server.port()),
                        logs.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static LogAddress address(EmbeddedBroker broker) {
        return new LogAddress(broker.bootstrapServers(), Map.of(), "log", (short) 1);
    }

    /** Returns once the process has printed a line of this kind whose number is large enough. */
    void until(String kind, long least) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String[] words = line.split(" ");
            if (words.length == 2 && words[0].equals(kind) && Long.parseLong(words[1]) >= least) {
                return;
            }
        }
        throw new AssertionError("The process ended before it printed " + kind + " " + least);
    }

    /** Ends it as kill -9 does. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[2]));
        DatabaseSource source = DatabaseSource.at(
                        "shop",
                        "jdbc:" + arguments[0] + "://127.0.0.1:" + arguments[1] + "/shop",
                        "capture",
                        "capture",
                        ZoneOffset.UTC)
                .with(ServerObjects.of("shop", "shop").creating(true))
                .with(SLOWLY);
        EventLog eventLog = new EventLog(address(broker), source.name(), List.of(ORDERS));
        DatabaseCapture capture = DatabaseCapture.start(
                source,
                List.of(ORDERS),
                address(broker),
                eventLog,
                (dataset, rows) -> System.out.println("read " + rows),
                Clock.systemUTC());
        while (!(capture.state() instanceof CaptureState.Stopped)) {
            Thread.sleep(20);
            System.out.println(capture.state().word() + " "
                    + eventLog.counts().get("orders").accepted());
        }
    }
}
