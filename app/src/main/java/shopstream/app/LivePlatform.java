package shopstream.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.configuration.Shop;
import shopstream.app.http.BackupRoutes;
import shopstream.app.http.WebServer;
import shopstream.app.terminal.Terminal;

/** The platform of a command that stays; it is stopped and started again where restored data takes the place of the present. */
public final class LivePlatform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivePlatform.class);

    /** Long enough for a clean end; all that counts survives a sudden one. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How a restoration stands; {@code before} is null until there is data from before. */
    private record Restored(String state, String message, Path before) {
        static final Restored NEVER = new Restored("never", null, null);
    }

    private final Shop shop;
    private final Set<String> missing;
    private final DataDirectory directory;
    private final List<WebServer.Routes> further;
    private final Clock clock;
    private final Terminal terminal;
    private Platform platform;
    private boolean closed;
    private volatile boolean complete;
    private volatile boolean withoutLog;
    private volatile Restored restored = Restored.NEVER;

    private LivePlatform(
            Shop shop,
            Set<String> missing,
            DataDirectory directory,
            List<WebServer.Routes> further,
            Clock clock,
            Terminal terminal) {
        this.shop = shop;
        this.missing = Set.copyOf(missing);
        this.directory = directory;
        this.further = List.copyOf(further);
        this.clock = clock;
        this.terminal = terminal;
    }

    /** Starts everything but capture and the models; see {@link Platform}. */
    public static LivePlatform start(
            Shop shop,
            Set<String> missing,
            DataDirectory directory,
            int port,
            List<WebServer.Routes> further,
            Clock clock,
            Terminal terminal) {
        LivePlatform live = new LivePlatform(shop, missing, directory, further, clock, terminal);
        live.platform = live.platform(port);
        return live;
    }

    private Platform platform(int port) {
        return new Platform(shop, missing, directory, port, clock, terminal, further, new Restores(), this::logFailed);
    }

    /** Starts following the source, and waits until every dashboard shows all that it held. */
    public void captureAndAwaitComplete() throws InterruptedException {
        Platform started = now();
        started.capture();
        started.startModels();
        started.awaitComplete();
        complete = true;
        started.startSchedules();
    }

    /** Starts what no dashboard waits for: the writing of the lake, and the folding of profiles. */
    public void startBackground() {
        startBackground(now());
    }

    private static void startBackground(Platform platform) {
        platform.startLake();
        platform.startProfiles();
    }

    private synchronized Platform now() {
        return platform;
    }

    /** The port on which the pages are served. */
    public int port() {
        return now().port();
    }

    private synchronized void restore() {
        if (closed) {
            return;
        }
        int port = platform.port();
        terminal.say("  Restoring: everything stops, and starts again on the restored data");
        platform.close();
        Path before = null;
        try {
            before = RestoredData.take(directory.root(), clock.instant());
            platform = platform(port);
            platform.capture();
            platform.startModels();
            startBackground(platform);
            platform.startSchedules();
            restored = new Restored("done", null, before);
            terminal.say("  Restored; the data from before is kept in " + before);
        } catch (IOException | RuntimeException failed) {
            LOG.error("The restored data cannot be used", failed);
            restored = new Restored("failed", String.valueOf(failed.getMessage()), before);
            terminal.complain("The restored data cannot be used: " + failed.getMessage());
            if (RestoredData.isUnderWay(directory.root())) {
                terminal.say("Start the program again: it finishes what was begun.");
                end();
            } else {
                goBack(port, before);
            }
        }
    }

    private void goBack(int port, Path before) {
        platform.close();
        try {
            if (before != null) {
                Path aside = RestoredData.putBack(directory.root(), before, clock.instant());
                terminal.say("  The data from before is back; what was restored is kept in " + aside);
            }
            platform = platform(port);
            platform.capture();
            platform.startModels();
            startBackground(platform);
            platform.startSchedules();
        } catch (IOException | RuntimeException failed) {
            LOG.error("The data from before cannot be used either", failed);
            terminal.complain("The data from before cannot be used either: " + failed.getMessage());
            end();
        }
    }

    private void logFailed(String why) {
        LOG.error("The event log has failed: {}", why);
        terminal.complain("The event log has failed: " + why + ". Everything stops; what was accepted is kept.");
        terminal.say("Next: make space below " + directory.root() + " or mend its disk, and start the program again.");
        withoutLog = true;
        end();
    }

    /** Nothing runs any more. What is left to do is done by the hook that Ctrl-C runs too, and waits for us. */
    private static void end() {
        new Thread(() -> System.exit(1), "nothing-runs").start();
        Thread last = new Thread(LivePlatform::endInAnyCase, "nothing-ends");
        last.setDaemon(true);
        last.start();
    }

    /** A part may wait for ever for another that is gone. */
    private static void endInAnyCase() {
        try {
            TimeUnit.SECONDS.sleep(PATIENCE.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /** Without its log nothing can end in order: each part would wait for it. As after a kill, all that counts is durable. */
    @Override
    public synchronized void close() {
        closed = true;
        if (!withoutLog) {
            platform.close();
        }
    }

    private final class Restores implements BackupRoutes.Restores {
        @Override
        public synchronized void begin() {
            if (!complete) {
                throw new IllegalStateException(
                        "The program is still starting. Wait until it is ready, or stop it and restore then.");
            }
            if (restored.state().equals("running")) {
                throw new IllegalStateException("Another restoration is going on.");
            }
            if (!RestoredData.isReady(directory.root())) {
                throw new IllegalStateException("No restored data lies ready in " + directory.root() + ".");
            }
            restored = new Restored("running", null, null);
            new Thread(LivePlatform.this::restore, "restore").start();
        }

        @Override
        public Map<String, Object> state() {
            Restored now = restored;
            Map<String, Object> json = new TreeMap<>();
            json.put("state", now.state());
            json.put("message", now.message());
            json.put("before", now.before() == null ? null : now.before().toString());
            return json;
        }
    }
}
