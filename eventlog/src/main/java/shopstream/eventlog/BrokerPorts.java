package shopstream.eventlog;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The two ports of an embedded broker: free ones at the first start, and then the same as long as nobody else has taken
 * them meanwhile, since tools of the user's may be pointed at them.
 */
record BrokerPorts(int broker, int controller) {
    static BrokerPorts keptIn(Path file) throws IOException {
        if (Files.exists(file)) {
            BrokerPorts kept = read(file);
            if (FreePort.isFree(kept.broker()) && FreePort.isFree(kept.controller())) {
                return kept;
            }
        }
        BrokerPorts free = new BrokerPorts(FreePort.any(), FreePort.any());
        free.write(file);
        return free;
    }

    private static BrokerPorts read(Path file) throws IOException {
        Properties ports = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            ports.load(reader);
            return new BrokerPorts(
                    Integer.parseInt(ports.getProperty("broker", "")),
                    Integer.parseInt(ports.getProperty("controller", "")));
        } catch (NumberFormatException damaged) {
            throw new LogFailure(
                    "The file " + file + " does not name the ports `broker` and `controller`. Delete it to choose new"
                            + " ones.",
                    damaged);
        }
    }

    private void write(Path file) throws IOException {
        Properties ports = new Properties();
        ports.setProperty("broker", Integer.toString(broker));
        ports.setProperty("controller", Integer.toString(controller));
        try (Writer writer = Files.newBufferedWriter(file)) {
            ports.store(writer, null);
        }
    }
}
