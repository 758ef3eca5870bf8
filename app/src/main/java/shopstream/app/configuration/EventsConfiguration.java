package shopstream.app.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import shopstream.contracts.yaml.Problems;
import shopstream.contracts.yaml.YamlMap;
import shopstream.ingestion.events.EventSource;

/**
 * Who may tell events, and where from.
 *
 * @param sources at least one
 * @param mostInFlight bytes of requests that may be on their way into the log at once
 * @param surface where the public routes are served on their own; empty where they are only among all others
 */
public record EventsConfiguration(List<EventSource> sources, long mostInFlight, Optional<PublicSurface> surface) {
    static final EventsConfiguration DEFAULT =
            new EventsConfiguration(List.of(EventSource.LOCAL), 32L << 20, Optional.empty());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");
    private static final int KEY_LENGTH_MIN = 16;
    private static final long IN_FLIGHT_LEAST = 1L << 20;

    /** An address and a port on which nothing is served but what a shop's visitors need. */
    public record PublicSurface(InetAddress address, int port) {}

    public EventsConfiguration {
        sources = List.copyOf(sources);
    }

    /** @param database the name of the shop's other source, whose records must be told from these */
    static EventsConfiguration of(YamlMap yaml, String database, Problems problems) {
        Optional<YamlMap> events = yaml.map("events");
        List<EventSource> sources = events.map(map -> sources(map, database, problems))
                .filter(declared -> !declared.isEmpty())
                .orElse(DEFAULT.sources());
        long mostInFlight = events.map(map -> map.bytes("most-in-flight", DEFAULT.mostInFlight()))
                .orElse(DEFAULT.mostInFlight());
        events.ifPresent(map -> {
            if (mostInFlight < IN_FLIGHT_LEAST) {
                problems.add(
                        map.placeOf("most-in-flight"),
                        "So few bytes do not hold the largest requests",
                        "Write at least 1MB.");
            }
            map.nothingElse();
        });
        return new EventsConfiguration(sources, mostInFlight, surface(yaml, sources, problems));
    }

    private static List<EventSource> sources(YamlMap events, String database, Problems problems) {
        List<EventSource> sources = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Map.Entry<String, YamlMap> declared : events.namedMaps("sources").entrySet()) {
            YamlMap map = declared.getValue();
            EventSource source =
                    new EventSource(declared.getKey(), map.optionalText("write-key"), map.texts("origins"));
            map.nothingElse();
            judge(source, database, keys, map, problems);
            sources.add(source);
        }
        return sources;
    }

    private static void judge(EventSource source, String database, Set<String> keys, YamlMap map, Problems problems) {
        if (!NAME.matcher(source.name()).matches() || source.name().equals(database)) {
            problems.add(
                    map.place(),
                    "A source of events cannot be called `" + source.name() + "`",
                    "Use letters, digits, - and _, and another name than the database's, which is `" + database + "`.");
        }
        if (!keys.add(source.writeKey().orElse(""))) {
            problems.add(
                    map.place(),
                    source.writeKey().isPresent()
                            ? "Two sources of events have the same write key"
                            : "Two sources of events have no write key, and could not be told apart",
                    "Give each a `write-key` of its own.");
        }
        source.writeKey()
                .filter(key -> key.length() < KEY_LENGTH_MIN)
                .ifPresent(key -> problems.add(
                        map.placeOf("write-key"),
                        "The write key has " + key.length() + " characters, and could be guessed",
                        "Write at least " + KEY_LENGTH_MIN + ", for example what `openssl rand -hex 16` prints."));
        source.origins().stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .forEach(origin -> problems.add(
                        map.placeOf("origins"),
                        "`" + origin + "` is not the origin of a page",
                        "Write it as the browser does: https://shop.example, without a path."));
    }

    private static Optional<PublicSurface> surface(YamlMap yaml, List<EventSource> sources, Problems problems) {
        Optional<YamlMap> given = yaml.map("public");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        YamlMap map = given.get();
        String host = map.text("address", "127.0.0.1");
        long port = map.whole("port", 8090);
        map.nothingElse();
        if (port < 0 || port > 65_535) {
            problems.add(map.placeOf("port"), "There is no port " + port, "Choose one from 1 to 65535.");
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            List<String> keyless = sources.stream()
                    .filter(source -> source.writeKey().isEmpty())
                    .map(EventSource::name)
                    .toList();
            if (!address.isLoopbackAddress() && !keyless.isEmpty()) {
                problems.add(
                        map.placeOf("address"),
                        "The public routes cannot be served on " + host + ": " + String.join(", ", keyless)
                                + " has no write key, so anybody could tell events",
                        "Give every source below `events: sources:` a `write-key`, or serve them on 127.0.0.1.");
            }
            return Optional.of(new PublicSurface(address, (int) port));
        } catch (UnknownHostException unknown) {
            problems.add(
                    map.placeOf("address"),
                    "There is no address `" + host + "`",
                    "Write one of this machine's, or 0.0.0.0.");
            return Optional.empty();
        }
    }
}
