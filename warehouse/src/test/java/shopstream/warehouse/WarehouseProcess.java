package shopstream.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import shopstream.eventlog.LogAddress;

/** A warehouse in a process of its own, which a test can kill: {@code WarehouseProcess directory bootstrap-servers}. */
public final class WarehouseProcess {

    private WarehouseProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var log = new LogAddress(arguments[1], Map.of(), "test", (short) 1);
        try (Warehouse warehouse = Warehouse.open(
                Path.of(arguments[0]),
                log,
                List.of(SampleMarts.salesDashboard()),
                List.of(SampleMarts.REGIONS),
                ZoneOffset.UTC,
                Clock.systemUTC())) {
            while (System.in.available() == 0) {
                System.out.println("version " + warehouse.version());
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    static Process start(Path directory, LogAddress log) throws IOException {
        return JavaProcess.start(WarehouseProcess.class, directory.toString(), log.bootstrapServers());
    }
}
