package shopstream.eventlog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import shopstream.contracts.Verdict;

/**
 * Broker and writer in a process of their own, for tests that kill it: reads a source that is a function of a seed,
 * always from its beginning, and marks its progress now and then.
 */
final class WriterProcess {
    static final int KEYS = 200;

    private WriterProcess() {}

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[1]);
        int changes = Integer.parseInt(arguments[2]);
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
        LogAddress address = new LogAddress(broker.bootstrapServers(), Map.of(), "test", (short) 1);
        try (EventLog log = new EventLog(address, Fixture.SOURCE, List.of(Fixture.contract("items")))) {
            for (int at = 1; at <= changes; at++) {
                log.append(change(seed, at));
                if (at % 100 == 0) {
                    log.mark(Instant.EPOCH.plusSeconds(at), "streaming");
                    System.out.println(at);
                }
            }
            log.flush();
            System.out.println("done " + log.counts().get("items"));
        }
        broker.close();
    }

    /** One in ten deletes, one in five is rejected. */
    static Verdict change(long seed, int at) {
        Random random = new Random(seed * 1_000_003 + at);
        int id = random.nextInt(KEYS);
        int kind = random.nextInt(10);
        return kind == 0
                ? Fixture.deletion("items", id, Fixture.streamed(at))
                : Fixture.row("items", id, kind <= 2 ? -1 : random.nextInt(1000), Fixture.streamed(at));
    }
}
