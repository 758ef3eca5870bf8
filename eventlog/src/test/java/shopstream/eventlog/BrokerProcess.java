package shopstream.eventlog;

import java.nio.file.Path;

/** A broker in a process of its own, for tests that kill it: prints its address, then lives until killed. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
        System.out.println("started " + broker.bootstrapServers());
        Thread.currentThread().join();
    }
}
