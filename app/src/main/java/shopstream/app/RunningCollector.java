package shopstream.app;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shopstream.app.configuration.EventsConfiguration;
import shopstream.app.http.CollectorRoutes;
import shopstream.app.http.Metrics;
import shopstream.app.http.Surface;
import shopstream.app.http.TrackerRoutes;
import shopstream.app.http.WebServer;
import shopstream.contracts.EventContract;
import shopstream.eventlog.EventStream;
import shopstream.eventlog.LogAddress;
import shopstream.eventlog.StreamMarks;
import shopstream.ingestion.events.Collector;
import shopstream.ingestion.events.EventCounts;
import shopstream.ingestion.events.EventSources;
import shopstream.ingestion.events.InFlight;

/** What takes in events, and the server of the public routes where they have one of their own. */
final class RunningCollector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCollector.class);

    private final EventsConfiguration configuration;
    private final EventStream stream;
    private final StreamMarks marks;
    private final Collector collector;
    private final InFlight inFlight;
    private WebServer publicServer;

    private RunningCollector(
            EventContract contract,
            EventsConfiguration configuration,
            EventStream stream,
            StreamMarks marks,
            Clock clock) {
        this.configuration = configuration;
        this.stream = stream;
        this.marks = marks;
        this.collector = new Collector(contract, stream, clock);
        this.inFlight = new InFlight(configuration.mostInFlight());
    }

    static RunningCollector start(
            EventContract contract, EventsConfiguration configuration, LogAddress log, Clock clock) {
        EventStream stream = new EventStream(log, contract, clock);
        return new RunningCollector(contract, configuration, stream, StreamMarks.start(log, stream, clock), clock);
    }

    EventCounts counts() {
        return collector.counts();
    }

    /** The routes that a shop's visitors need, of all that there are. */
    List<WebServer.Routes> routes(Surface surface) {
        return List.of(
                new CollectorRoutes(collector, new EventSources(configuration.sources()), inFlight, surface),
                new TrackerRoutes());
    }

    /** Serves these routes and others on their own too, where the configuration says where. */
    void servePublicly(Metrics metrics, List<WebServer.Routes> others) {
        List<WebServer.Routes> all = new ArrayList<>(routes(Surface.PUBLIC));
        all.addAll(others);
        configuration.surface().ifPresent(surface -> {
            publicServer = WebServer.startPublic(surface.address(), surface.port(), metrics, all);
            LOG.info("Public routes on {} port {}", surface.address().getHostAddress(), publicServer.port());
        });
    }

    @Override
    public void close() {
        if (publicServer != null) {
            publicServer.close();
        }
        marks.close();
        stream.close();
    }
}
