package shopstream.app;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import shopstream.app.configuration.Shop;
import shopstream.app.configuration.ShopConfiguration;
import shopstream.app.terminal.Step;
import shopstream.app.terminal.Terminal;
import shopstream.contracts.Contract;
import shopstream.eventlog.EmbeddedBroker;
import shopstream.eventlog.EventLog;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.NotedEnds;
import shopstream.warehouse.WarehouseFile;

/** The log, with its broker where that is ours, and its writer. What it has lost is seen to before anybody goes on with it. */
final class OpenedLog implements AutoCloseable {
    private final Optional<EmbeddedBroker> broker;
    private final LogAddress address;
    private final EventLog writer;
    private final Optional<String> loss;

    private OpenedLog(Optional<EmbeddedBroker> broker, LogAddress address, EventLog writer, Optional<String> loss) {
        this.broker = broker;
        this.address = address;
        this.writer = writer;
        this.loss = loss;
    }

    /**
     * Opens it, while nobody has the warehouse open.
     *
     * @param present contracts whose tables the source has
     * @param failed told why when the log has failed for good
     */
    static OpenedLog open(
            Shop shop,
            List<Contract> present,
            DataDirectory directory,
            Clock clock,
            Terminal terminal,
            Consumer<String> failed) {
        ShopConfiguration.Log settings = shop.configuration().log();
        Optional<EmbeddedBroker> broker = settings.bootstrapServers().isPresent()
                ? Optional.empty()
                : Optional.of(started(directory, terminal, failed));
        try {
            LogAddress address = new LogAddress(
                    settings.bootstrapServers()
                            .or(() -> broker.map(EmbeddedBroker::bootstrapServers))
                            .orElseThrow(),
                    settings.client(),
                    settings.prefix(),
                    settings.replication());
            WarehouseFile.putAsideIfDamaged(directory.directory("warehouse"), clock.instant())
                    .ifPresent(done -> terminal.say("  " + done));
            String source = shop.configuration().source().name();
            Optional<LogLoss> loss = LogLoss.in(
                    directory,
                    address,
                    source,
                    broker.map(EmbeddedBroker::noted).orElse(NotedEnds.UNKNOWN),
                    clock.instant());
            loss.ifPresent(LogLoss::putAside);
            EventLog writer = new EventLog(address, source, present);
            loss.ifPresent(found -> {
                found.begin(writer);
                terminal.say("  " + found.sentence());
            });
            return new OpenedLog(broker, address, writer, loss.map(LogLoss::sentence));
        } catch (RuntimeException e) {
            broker.ifPresent(EmbeddedBroker::close);
            throw e;
        }
    }

    private static EmbeddedBroker started(DataDirectory directory, Terminal terminal, Consumer<String> failed) {
        try (Step step = terminal.step("Log started")) {
            EmbeddedBroker broker = Workers.start(() -> EmbeddedBroker.start(directory.directory("log")));
            broker.failure().thenAccept(failed);
            step.done();
            return broker;
        }
    }

    LogAddress address() {
        return address;
    }

    EventLog writer() {
        return writer;
    }

    /** What it had lost when it was opened, and what was done about it, as sentences. */
    Optional<String> loss() {
        return loss;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } finally {
            broker.ifPresent(EmbeddedBroker::close);
        }
    }
}
