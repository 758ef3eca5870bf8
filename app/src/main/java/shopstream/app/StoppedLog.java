package shopstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.LogAddress;

/** The log of a data directory on which no program runs, opened for a command to look into. Nobody else may have it meanwhile. */
public final class StoppedLog implements AutoCloseable {
    private static final short ONE_COPY = 1;

    private final DataDirectory directory;
    private final EmbeddedBroker broker;
    private final LogAddress address;

    private StoppedLog(DataDirectory directory, EmbeddedBroker broker, LogAddress address) {
        this.directory = directory;
        this.broker = broker;
        this.address = address;
    }

    /** @throws Refusal where there is none: nothing was started on it yet, or its log is a cluster's */
    public static StoppedLog open(Path data) {
        DataDirectory.requireOne(data);
        if (!Files.isDirectory(data.resolve("log"))) {
            throw new Refusal(
                    data.toAbsolutePath() + " has no log of its own.",
                    "Start the program on it with ./shopstream up, and ask again while it runs.");
        }
        DataFormat format = format(data);
        DataDirectory directory = DataDirectory.open(
                data,
                format.shop()
                        .orElseThrow(() -> new Refusal(
                                data.toAbsolutePath() + " does not say whose it is.",
                                "Start the program on it once with ./shopstream up or ./shopstream demo.")));
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(directory.directory("log"));
            return new StoppedLog(
                    directory,
                    broker,
                    new LogAddress(
                            broker.bootstrapServers(), Map.of(), format.prefix().orElse("shopstream"), ONE_COPY));
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static DataFormat format(Path data) {
        try {
            return DataFormat.of(data).orElseThrow();
        } catch (IOException e) {
            throw new Refusal(
                    data.toAbsolutePath() + " cannot be read: " + e.getMessage(),
                    "Make it readable for whoever runs this command.");
        }
    }

    public LogAddress address() {
        return address;
    }

    @Override
    public void close() {
        broker.close();
        directory.close();
    }
}
