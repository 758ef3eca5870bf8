package shopstream.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    /** What the writer knew of the log, so that a start need not read all of it. */
    private static final String KNOWN = "log-known";

    private static final Duration NOTED_EVERY = Duration.ofSeconds(10);

    private final Optional<EmbeddedBroker> broker;
    private final LogAddress address;
    private final EventLog writer;
    private final Optional<String> loss;
    private final ScheduledExecutorService noting = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "log-known");
        thread.setDaemon(true);
        return thread;
    });

    private OpenedLog(Optional<EmbeddedBroker> broker, LogAddress address, EventLog writer, Optional<String> loss) {
        this.broker = broker;
        this.address = address;
        this.writer = writer;
        this.loss = loss;
        noting.scheduleWithFixedDelay(
                () -> writer.note(false), NOTED_EVERY.toMillis(), NOTED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
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
            EventLog writer = new EventLog(
                    address,
                    source,
                    present,
                    Clock.systemUTC(),
                    Optional.of(directory.root().resolve(KNOWN)));
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

    /** Two must not write at once. */
    private void stopNoting() {
        noting.shutdown();
        try {
            noting.awaitTermination(NOTED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            stopNoting();
            writer.note(true);
            writer.close();
        } finally {
            broker.ifPresent(EmbeddedBroker::close);
        }
    }
}
